#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| quyche_fuzz::diff::holds(bytes));
