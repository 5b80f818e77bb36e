#[test]
fn dump() {
    let rules = overleg::rules::Rules::embedded();
    let text = std::fs::read_to_string(std::env::var("IN").unwrap()).unwrap();
    let mut out = String::new();
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let (q, a) = (v["question"].as_str().unwrap(), v["answer"].as_str().unwrap());
        let j = overleg::status::judge(q, a, rules);
        let s: Vec<_> = overleg::status::sentences(q, a, rules).iter().map(|s| (a[s.range.clone()].to_owned(), s.labels.iter().map(|l| l.as_str()).collect::<Vec<_>>())).collect();
        out += &serde_json::json!({"id": v["id"], "status": j.status.as_str(), "also": j.also.iter().map(|s| s.as_str()).collect::<Vec<_>>(), "sentences": s}).to_string();
        out.push('\n');
    }
    std::fs::write(std::env::var("OUT").unwrap(), out).unwrap();
}
