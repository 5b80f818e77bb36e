use super::*;

fn code(bytes: &[u8]) -> Code {
    let pass = read("x.txt", bytes, &Limits::default());
    assert!(pass.output.is_none());
    pass.diagnostics[0].code
}

#[test]
fn nothing_is_said_of_files_that_hold_nothing() {
    assert_eq!(code(b""), Code::EmptyFile);
    assert_eq!(code(b" \r\n\t\n"), Code::EmptyFile);
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let pass = read("x.txt", b"Vraag 1", &Limits { file_bytes: 6, ..Limits::default() });
    assert_eq!(pass.diagnostics[0].code, Code::OverLimit);
}

#[test]
fn the_name_gives_a_number() {
    let hint = |name: &str| read(name, b"Tekst", &Limits::default()).output.and_then(|d| d.name_hint);
    assert_eq!(hint("Verslag (2025D43823).txt").as_deref(), Some("2025D43823"));
    assert_eq!(hint("kst-32317-974.txt").as_deref(), Some("kst-32317-974"));
    assert_eq!(hint("verslag.txt"), None);
}
