//! The Python script beside it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child::{self, Usage};

/// A Python with what the script needs.
pub struct Peer {
    /// Its program.
    pub python: PathBuf,
}

impl Peer {
    /// Makes a virtual environment in `folder`; the reason when that cannot be done.
    pub fn prepare(folder: &Path) -> Result<Self, String> {
        let home = folder.join("venv");
        let quiet = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
        if !quiet(Command::new("python3").arg("-m").arg("venv").arg(&home)) {
            return Err("python3 with venv is not there".to_owned());
        }
        let python = home.join("bin/python");
        let requirements = script("requirements.txt");
        if !quiet(Command::new(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(requirements)) {
            return Err("python-docx and odfpy could not be installed".to_owned());
        }
        Ok(Self { python })
    }

    /// Runs the script over a folder.
    pub fn run(&self, input: &Path, output: &Path) -> io::Result<Usage> {
        child::run(Command::new(&self.python).arg(script("pipeline.py")).arg(input).arg(output))
    }
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer").join(name)
}
