//! Tells cargo that the program holds the shipped instances, models and the skeleton.

fn main() {
    println!("cargo::rerun-if-changed=instances");
    println!("cargo::rerun-if-changed=models");
    println!("cargo::rerun-if-changed=skeleton");
}
