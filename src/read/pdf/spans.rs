//! The only place that knows `pdfboss`: a file's bytes in, positioned pieces of text out.
//!
//! Callers may rely on this: pages are in order; a span is upright text on one baseline that is printed (or laid under
//! a scan by text recognition), with coordinates in points, y growing upwards; nothing here panics, whatever the bytes.
//! `pdfboss` is young (see `Cargo.toml`: pinned exactly), so its calls are wrapped and its types end here.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdfboss_core::{Document, Error, Immediate, block_on};
use pdfboss_text::{FontCache, ReadingOrder, TextSpan};

use crate::diagnostic::{Code, Diagnostic};
use crate::read::Limits;

/// A piece of text as the page draws it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Span {
    /// Its characters, in reading order.
    pub text: String,
    /// Left end of the baseline, points from the left of the page.
    pub x: f32,
    /// Baseline, points from the bottom of the page.
    pub y: f32,
    /// Advance width in points.
    pub width: f32,
    /// Font size in points.
    pub size: f32,
    /// From the font's name; `pdfboss`'s own flag also fires on thick stems.
    pub bold: bool,
    /// From the font's name.
    pub italic: bool,
    /// Tagged as an artifact: page heads and feet of tagged files.
    pub artifact: bool,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Page {
    /// 1-based.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// In the order in which the page draws them.
    pub spans: Vec<Span>,
}

/// Bytes of the file behind which `pdfboss` forgets what it has read: it keeps every object, streams and all, so that a long
/// file would be in memory once more.
const FORGET: usize = 8 << 20;

/// Reads the spans of all pages and hands each page on, in order; one that could not be read is left out. Returns the number of pages
/// of the file and what could not be read.
///
/// # Errors
/// A diagnostic of severity `Error` when the file is encrypted, is no pdf or has too many pages.
pub(super) fn extract(bytes: &[u8], limits: &Limits, mut each: impl FnMut(Page)) -> Result<(u32, Vec<Diagnostic>), Diagnostic> {
    let mut document = match catch_unwind(AssertUnwindSafe(|| Document::load(bytes.to_vec()))) {
        Ok(Ok(document)) => document,
        Ok(Err(Error::Encrypted)) => return Err(Diagnostic::new(Code::EncryptedFile, "the pdf asks for a password")),
        Ok(Err(error)) => return Err(Diagnostic::new(Code::DamagedFile, format!("no pdf that can be read: {error}"))),
        Err(_) => return Err(Diagnostic::new(Code::DamagedFile, "the pdf's table of objects cannot be followed")),
    };
    if document.is_locked() {
        return Err(Diagnostic::new(Code::EncryptedFile, "the pdf asks for a password"));
    }
    // The declared count is free to lie; the walked tree is what can be read.
    let count = catch_unwind(AssertUnwindSafe(|| document.flattened_page_count())).unwrap_or(0);
    if count > limits.pages as usize {
        return Err(Diagnostic::new(Code::OverLimit, format!("{count} pages; the limit is {}", limits.pages)));
    }
    if count == 0 {
        return Err(Diagnostic::new(Code::DamagedFile, "no page of the pdf could be found"));
    }
    let mut fonts = FontCache::default();
    let layers = catch_unwind(AssertUnwindSafe(|| document.oc_state())).unwrap_or(None);
    let started = std::time::Instant::now();
    let mut diagnostics = Vec::new();
    let share = bytes.len() / count;
    let mut read_since = 0;
    for index in 0..count {
        let number = index as u32 + 1;
        if read_since > FORGET {
            document = document.fork();
            fonts = FontCache::default();
            read_since = 0;
        }
        read_since += share;
        if started.elapsed().as_secs() >= limits.seconds {
            return Err(Diagnostic::new(Code::OverLimit, format!("page {number} was not reached within {} seconds", limits.seconds)));
        }
        let read = catch_unwind(AssertUnwindSafe(|| {
            let page = document.page(index)?;
            let (width, height) = page.size();
            let (spans, report) = block_on(pdfboss_text::extract_spans_reporting_cached_with(
                Immediate(&document),
                &page,
                &fonts,
                layers.as_ref(),
                None,
                ReadingOrder::Content,
            ))?;
            let frame = Frame { left: page.crop_box.x0, bottom: page.crop_box.y0, turn: page.rotate.rem_euclid(360), width, height };
            Ok::<_, Error>((frame, spans, report))
        }));
        match read {
            Ok(Ok((frame, spans, report))) => {
                if !report.is_complete() {
                    let what: BTreeSet<String> = report.skipped.iter().map(|s| format!("{}: {}", s.kind, s.cause)).collect();
                    let what = what.into_iter().take(3).collect::<Vec<_>>().join("; ");
                    let message = format!("page {number} could not be read in full ({what})");
                    diagnostics.push(Diagnostic::new(Code::PartSkipped, message).at(Some(number), None));
                }
                let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
                for span in spans.into_iter().filter_map(|span| convert(span, &frame)) {
                    push(&mut kept, span);
                }
                each(Page { number, width: frame.width, height: frame.height, spans: kept });
            }
            Ok(Err(error)) => diagnostics.push(skipped(number, &error.to_string())),
            Err(_) => diagnostics.push(skipped(number, "its content cannot be followed")),
        }
    }
    Ok((count as u32, diagnostics))
}

fn skipped(number: u32, why: &str) -> Diagnostic {
    Diagnostic::new(Code::PartSkipped, format!("page {number} was left out: {why}")).at(Some(number), None)
}

/// How a page is shown: its visible box and its turn. Width and height are those of the page as shown.
struct Frame {
    left: f32,
    bottom: f32,
    turn: i32,
    width: f32,
    height: f32,
}

impl Frame {
    /// A point of the file's space on the page as it is shown.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.left, y - self.bottom);
        match self.turn {
            90 => (y, self.height - x),
            180 => (self.width - x, self.height - y),
            270 => (self.width - y, x),
            _ => (x, y),
        }
    }
}

/// `None` for what has no place on the page. Text that is turned against the page (a mark in the margin) counts as an artifact.
fn convert(span: TextSpan, frame: &Frame) -> Option<Span> {
    if span.text.is_empty() || ![span.x, span.y, span.end_x, span.end_y, span.size].iter().all(|v| v.is_finite()) {
        return None;
    }
    let (bold, italic) = style_of(&span.font_name);
    let (x, y) = frame.place(span.x, span.y);
    let (end_x, _) = frame.place(span.end_x, span.end_y);
    let turned = span.rotate.rem_euclid(360) != frame.turn;
    Some(Span {
        text: span.text,
        x,
        y,
        width: (end_x - x).max(0.0),
        size: span.size.abs().max(0.1),
        bold,
        italic,
        artifact: span.artifact.is_some() || turned,
    })
}

/// Adds a span. A space that is drawn by itself (Word does so) goes to the end of the span before it.
fn push(spans: &mut Vec<Span>, span: Span) {
    if !span.text.trim().is_empty() {
        spans.push(span);
        return;
    }
    if let Some(last) = spans.last_mut()
        && (last.y - span.y).abs() < 0.5
        && (span.x - last.x - last.width).abs() < last.size
        && !last.text.ends_with(char::is_whitespace)
    {
        last.text.push(' ');
        last.width += 0.25 * last.size;
    }
}

/// Bold and italic by the font's name ("HCAGCO+Univers-Black", "Calibri,BoldItalic", "Verdana-Bold").
fn style_of(font_name: &str) -> (bool, bool) {
    let name = font_name.split_once('+').map_or(font_name, |(_, name)| name).to_ascii_lowercase();
    let bold = ["bold", "black", "heavy", "demi"].iter().any(|w| name.contains(w)) || name.ends_with("-bd");
    let italic = ["italic", "oblique", "-it", "kursiv"].iter().any(|w| name.contains(w));
    (bold, italic)
}
