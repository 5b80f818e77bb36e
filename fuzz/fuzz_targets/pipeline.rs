//! Any bytes through every stage, as a file of a run goes.
#![no_main]

use std::sync::{Arc, Once, OnceLock};

use overleg::Plan;
use overleg::pipeline::{Context, stages};
use overleg_fuzz::{check_examination, timed};

fn context() -> &'static Arc<Context> {
    static CONTEXT: OnceLock<Arc<Context>> = OnceLock::new();
    CONTEXT.get_or_init(|| Context::new(&Plan::new(vec!["input".into()], "output".into())).expect("the shipped rules load"))
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let context = context();
    // The first document of a process waits for rules.
    static READY: Once = Once::new();
    READY.call_once(|| drop(stages::examine("fuzz", b"Vraag 1", context)));
    timed(bytes, || check_examination(&stages::examine("fuzz", bytes, context)));
});
