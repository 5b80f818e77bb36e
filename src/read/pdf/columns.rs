//! Reading order of a page, and what stands side by side in it: columns of prose, rows of a table, a label and its text.
//!
//! Callers may rely on this: no line is lost. Two columns are read one after the other only when both look like prose and
//! their gaps do not coincide; rows of a table are read row by row, because a wrong column is worse than a wrapped cell.

use super::lines::Line;
use crate::read::Run;

/// What follows what on a page.
#[derive(Debug, PartialEq)]
pub(super) enum Flow {
    /// A line of running text.
    Line(Line),
    /// A cell of a table: lines from top to bottom.
    Cell {
        /// Counts from 0 within the page.
        table: u32,
        /// Counts from 0 within the table.
        row: u32,
        /// Counts from 0 within the row.
        column: u32,
        /// Its lines.
        lines: Vec<Line>,
    },
}

/// Lines (sorted from top to bottom, from left to right) in the order in which they are read. Sets [`Line::right`].
pub(super) fn order(mut lines: Vec<Line>, pitch: f32, right: f32) -> Vec<Line> {
    for line in &mut lines {
        line.right = right;
    }
    let Some(gutter) = gutter(&lines, pitch) else { return lines };
    let (mut out, mut left, mut second) = (Vec::with_capacity(lines.len()), Vec::new(), Vec::new());
    let edges = [edge(lines.iter().filter(|l| l.x1 < gutter)), edge(lines.iter().filter(|l| l.x0 >= gutter))];
    for mut line in lines {
        if line.x1 < gutter {
            line.right = edges[0];
            left.push(line);
        } else if line.x0 >= gutter {
            line.right = edges[1];
            second.push(line);
        } else {
            out.append(&mut left);
            out.append(&mut second);
            out.push(line);
        }
    }
    out.append(&mut left);
    out.append(&mut second);
    out
}

/// The right edge that nearly all lines keep to, points.
pub(super) fn edge<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut ends: Vec<f32> = lines.map(|l| l.x1).collect();
    ends.sort_by(f32::total_cmp);
    // The longest line may stick out (an address that cannot be broken).
    ends.get((ends.len().saturating_sub(1)) * 98 / 100).copied().unwrap_or(0.0)
}

/// Left end of the second column of prose.
fn gutter(lines: &[Line], pitch: f32) -> Option<f32> {
    let left_edge = lines.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let right_edge = lines.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
    let width = right_edge - left_edge;
    let mut starts: Vec<(f32, usize)> = Vec::new();
    for line in lines.iter().filter(|l| l.x0 > left_edge + 0.3 * width && l.x0 < left_edge + 0.7 * width) {
        match starts.iter_mut().find(|(x, _)| (x - line.x0).abs() < 2.5) {
            Some(entry) => entry.1 += 1,
            None => starts.push((line.x0, 1)),
        }
    }
    let &(start, count) = starts.iter().max_by_key(|(_, n)| *n)?;
    let gutter = start - 3.0;
    let right: Vec<&Line> = lines.iter().filter(|l| l.x0 >= gutter).collect();
    let left: Vec<&Line> = lines.iter().filter(|l| l.x1 < gutter).collect();
    if count < 8 || left.len() < 8 || !prose(&left) || !prose(&right) {
        return None;
    }
    // A line that crosses the gutter between two lines of both columns: no gutter.
    let crossing = lines.iter().filter(|l| l.x0 < gutter && l.x1 >= gutter).count();
    if crossing * 3 > left.len().min(right.len()) {
        return None;
    }
    let (all, own) = (gaps(lines.iter(), pitch), gaps(left.iter().copied(), pitch));
    (all < 2 || (all as f32) < 0.6 * own as f32).then_some(gutter)
}

/// Whether lines are running text: long enough for their column, of several words.
fn prose(lines: &[&Line]) -> bool {
    let left = lines.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
    let filled = lines.iter().filter(|l| l.x1 - l.x0 > 0.7 * (right - left)).count();
    let words: usize = lines.iter().map(|l| l.text.split(' ').count()).sum();
    filled * 2 > lines.len() && words >= 3 * lines.len()
}

/// Number of vertical gaps wider than a line.
fn gaps<'a>(lines: impl Iterator<Item = &'a Line>, pitch: f32) -> usize {
    let ys: Vec<f32> = lines.map(|l| l.y).collect();
    ys.windows(2).filter(|w| w[0] - w[1] > 1.4 * pitch).count()
}

/// Finds the tables of a page; joins what stands side by side outside of them.
pub(super) fn tables(lines: Vec<Line>, pitch: f32) -> Vec<Flow> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row[0].y == line.y && row.last().is_some_and(|l| l.x1 <= line.x0 + 1.0) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    let mut out = Vec::new();
    let mut table = 0;
    let mut rows = std::collections::VecDeque::from(rows);
    while !rows.is_empty() {
        let (length, columns) = block(&rows, pitch);
        if length == 0 {
            out.extend(rows.pop_front().map(|row| Flow::Line(side_by_side(row))));
            continue;
        }
        let block: Vec<Vec<Line>> = rows.drain(..length).collect();
        out.extend(cells(block, &columns, table));
        table += 1;
    }
    out
}

/// Lines of a wrapped cell that may follow a row with several cells.
const WRAPPED: usize = 40;

/// Length in rows of the table that starts here, and its columns as (left, right). 0 when there is none.
fn block(rows: &std::collections::VecDeque<Vec<Line>>, pitch: f32) -> (usize, Vec<(f32, f32)>) {
    let none = (0, Vec::new());
    if rows[0].len() < 2 {
        return none;
    }
    let mut columns: Vec<(f32, f32)> = rows[0].iter().map(|l| (l.x0, l.x1)).collect();
    let (mut end, mut multi) = (1, 1);
    for i in 1..rows.len() {
        let gap = rows[i - 1][0].y - rows[i][0].y;
        let size = rows[i][0].size;
        if gap > 3.0 * pitch || gap <= 0.0 || i > end + WRAPPED {
            break;
        }
        let Some(grown) = fit(&columns, &rows[i], size) else { break };
        columns = grown;
        if rows[i].len() > 1 {
            multi += 1;
            end = i + 1;
        } else if gap < 1.3 * pitch.max(size) && rows[i][0].x0 > columns[0].1 {
            // The wrapped text of a later cell.
            end = i + 1;
        }
    }
    if multi >= 3 || (multi == 2 && columns.len() >= 3) { (end, columns) } else { none }
}

/// The columns grown by a row; `None` when one of its lines lies across two columns.
fn fit(columns: &[(f32, f32)], row: &[Line], size: f32) -> Option<Vec<(f32, f32)>> {
    let mut out = columns.to_vec();
    let mut taken = None;
    for line in row {
        let over: Vec<usize> = (0..out.len()).filter(|c| line.x0 < out[*c].1 && line.x1 > out[*c].0).collect();
        let at = match over[..] {
            [one] => one,
            // A cell in a column that was empty so far belongs to a new column between the others.
            [] if row.len() > 1 => {
                let at = out.partition_point(|c| c.0 < line.x0);
                out.insert(at, (line.x0, line.x1));
                at
            }
            _ => return None,
        };
        if taken == Some(at) {
            return None;
        }
        taken = Some(at);
        out[at] = (out[at].0.min(line.x0), out[at].1.max(line.x1));
    }
    // Columns that touch are no columns.
    out.windows(2).all(|w| w[0].1 + 0.4 * size < w[1].0).then_some(out)
}

fn cells(block: Vec<Vec<Line>>, columns: &[(f32, f32)], table: u32) -> Vec<Flow> {
    let ys: Vec<f32> = block.iter().map(|r| r[0].y).collect();
    let steps: Vec<f32> = ys.windows(2).map(|w| w[0] - w[1]).collect();
    let least = steps.iter().copied().fold(f32::MAX, f32::min);
    let uneven = steps.iter().any(|s| *s > 1.25 * least);
    let mut out: Vec<Flow> = Vec::new();
    let mut grid: Vec<Vec<Line>> = Vec::new();
    let mut row_number = 0;
    for (i, row) in block.into_iter().enumerate() {
        let leads = row[0].x0 < columns[0].1;
        // Rows apart by more than the lines of a cell; where all lie evenly, an entry in the first column opens a row.
        let opens = i > 0 && if uneven { steps[i - 1] > 1.25 * least } else { leads };
        if opens {
            flush(&mut out, &mut grid, table, &mut row_number);
        }
        grid.resize_with(columns.len(), Vec::new);
        for line in row {
            let at = columns.iter().position(|c| line.x0 < c.1 && line.x1 > c.0).unwrap_or(0);
            grid[at].push(line);
        }
    }
    flush(&mut out, &mut grid, table, &mut row_number);
    out
}

fn flush(out: &mut Vec<Flow>, grid: &mut Vec<Vec<Line>>, table: u32, row: &mut u32) {
    let cells = std::mem::take(grid).into_iter().filter(|lines| !lines.is_empty()).enumerate();
    out.extend(cells.map(|(column, lines)| Flow::Cell { table, row: *row, column: column as u32, lines }));
    *row += 1;
}

/// Joins the parts of one row ("Nr. 974" and "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG") with a space.
fn side_by_side(row: Vec<Line>) -> Line {
    let mut parts = row.into_iter();
    let mut line = parts.next().unwrap_or_default();
    for part in parts {
        line.push(&part);
    }
    line
}

impl Line {
    /// Adds what stands to the right on the same baseline.
    pub(super) fn push(&mut self, part: &Line) {
        let shift = self.text.len() + 1;
        self.text.push(' ');
        self.text.push_str(&part.text);
        self.marks.extend(part.marks.iter().map(|(at, mark)| (at + shift, mark.clone())));
        for run in &part.runs {
            super::lines::push_run(&mut self.runs, Run { start: run.start + shift, end: run.end + shift, ..*run });
        }
        self.bold &= part.bold;
        self.italic &= part.italic;
        self.x1 = part.x1;
        self.size = part.size;
    }
}
