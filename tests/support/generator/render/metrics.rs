//! Widths of the letters of Helvetica, which every reader of pdf knows without a font file.

/// Thousandths of the font size, from the space to the tilde.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a byte of Windows-1252, in thousandths of the font size.
pub fn width(byte: u8) -> u16 {
    match byte {
        0x20..=0x7E => ASCII[usize::from(byte) - 0x20],
        // Dashes, quotation marks, the bullet and the dots.
        0x96 => 556,
        0x97 | 0x85 => 1000,
        0x91 | 0x92 => 222,
        0x93 | 0x94 => 333,
        0x95 => 350,
        0xA0 => 278,
        0xC0..=0xC5 => 667,
        0xC8..=0xCB => 667,
        0xCC..=0xCF | 0xEC..=0xEF => 278,
        0xC7 => 722,
        0xE7 => 500,
        _ => 556,
    }
}
