//! Who may import whom. docs/architecture/README.md shows the same table, and a test holds the two together.

/// A room of src/ and what it may know.
pub struct Room {
    /// Folder under src/.
    pub name: &'static str,
    /// Rooms it may import.
    pub imports: &'static [&'static str],
    /// Outside crates it may name, beside the standard library.
    pub crates: &'static [&'static str],
    /// Whether it may read clock and environment.
    pub clock: bool,
    /// Whether it may print.
    pub prints: bool,
}

const fn room(name: &'static str, imports: &'static [&'static str], crates: &'static [&'static str]) -> Room {
    Room {
        name,
        imports,
        crates,
        clock: false,
        prints: false,
    }
}

/// The rooms, in the order in which data flows.
pub const ROOMS: &[Room] = &[
    room(
        "spec",
        &[],
        &[
            "csv",
            "include_dir",
            "indexmap",
            "jiff",
            "schemars",
            "serde",
            "serde_json",
            "serde_yaml",
            "sha2",
            "strsim",
        ],
    ),
    room("network", &["spec"], &["indexmap", "jiff"]),
    room("origin", &["network"], &["indexmap"]),
    room("lp", &[], &[]),
    room("formulation", &["network", "origin", "lp"], &["indexmap"]),
    room("solve", &["lp"], &["good_lp", "highs", "highs_sys"]),
    room("plan", &["network", "origin", "formulation", "solve"], &["indexmap"]),
    room("verify", &["network", "plan"], &["approx", "indexmap"]),
    room("compare", &["network", "plan", "lp"], &[]),
    room(
        "explain",
        &["spec", "network", "lp", "formulation", "plan"],
        &["jiff", "serde"],
    ),
    room("forecast", &["spec", "network"], &["calamine", "csv", "parquet", "statrs"]),
    room(
        "results",
        &["network", "plan", "verify", "compare", "explain", "forecast"],
        &[
            "comfy_table",
            "csv",
            "indexmap",
            "jiff",
            "maud",
            "parquet",
            "rust_xlsxwriter",
            "serde",
            "serde_json",
            "tempfile",
        ],
    ),
    Room {
        name: "run",
        imports: &[
            "spec",
            "network",
            "origin",
            "lp",
            "formulation",
            "solve",
            "plan",
            "verify",
            "compare",
            "explain",
            "forecast",
            "results",
        ],
        crates: &["include_dir", "indexmap", "jiff", "rayon", "serde", "serde_json", "tempfile"],
        clock: true,
        prints: false,
    },
    Room {
        name: "cli",
        imports: &["run", "results"],
        crates: &["clap", "clap_complete"],
        clock: true,
        prints: true,
    },
];

/// Outside crates that must be in real use, not merely declared.
pub const IN_USE: &[&str] = &["approx", "clap", "good_lp", "highs", "rayon", "serde", "serde_yaml"];

/// Names a room may take from another where the table lets it in for these alone.
pub const NARROW: &[(&str, &str, &[&str])] = &[
    (
        "plan",
        "formulation",
        &["keys", "ColumnKey", "RowKey", "column_name", "row_name"],
    ),
    (
        "explain",
        "formulation",
        &["Band", "Bound", "ColumnKey", "FAMILIES", "RowKey"],
    ),
    ("explain", "spec", &["Sources", "ValueSource"]),
];

/// The folder that alone may be unsafe.
pub const UNSAFE_FOLDER: &str = "src/solve/highs/";

/// Lines a file may have.
pub const FILE_LIMIT: usize = 500;

/// Lines a function may have.
pub const FUNCTION_LIMIT: usize = 60;

/// The room of that name.
pub fn find(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}
