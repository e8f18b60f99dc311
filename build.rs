//! Tells cargo that the program holds the shipped instances.

fn main() {
    println!("cargo::rerun-if-changed=instances");
    println!("cargo::rerun-if-changed=models");
}
