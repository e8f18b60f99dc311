//! Runs the program under limits.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Address space, in kB. The largest file read has 64 MB.
const MEMORY: u64 = 3 << 20;
/// Longest run.
const LONGEST: Duration = Duration::from_secs(60);
/// Somebody without rights.
const NOBODY: u32 = 65534;

/// Exit code and what was said.
#[derive(Debug)]
pub struct Said {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub error: String,
}

/// The program behind a shell command such as `ulimit`, in the repository.
pub fn program(limits: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["-c", &format!("{limits}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_lodestone"))
        .args(arguments)
        .stdin(Stdio::null());
    command
}

/// Waits, no longer than is allowed, and reads what was said from files, which never block.
pub fn ended(mut command: Command) -> Said {
    let place = tempfile::tempdir().unwrap();
    let names = ["out", "error"].map(|name| place.path().join(name));
    let [out, error] = [0, 1].map(|k| fs::File::create(&names[k]).unwrap());
    let mut child = command.stdout(out).stderr(error).spawn().unwrap();
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or(-1);
        }
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            break -2;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let [out, error] = names.map(|name| String::from_utf8_lossy(&fs::read(name).unwrap()).into_owned());
    assert!(!error.contains("panicked") && !error.contains("internal error"), "{error}");
    Said { code, out, error }
}

/// Runs with bounded memory and time.
pub fn bounded(arguments: &[&str]) -> Said {
    ended(program(&format!("ulimit -v {MEMORY}"), arguments))
}

/// Runs as somebody without rights; none where the tests themselves cannot become that.
pub fn powerless(arguments: &[&str]) -> Said {
    let copied = tempfile::tempdir().unwrap();
    let file = copied.path().join("lodestone");
    fs::copy(env!("CARGO_BIN_EXE_lodestone"), &file).unwrap();
    open(copied.path(), 0o755);
    let mut command = Command::new(file);
    command.args(arguments).current_dir("/").stdin(Stdio::null());
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    ended(command)
}

/// Sets the rights of a file or folder.
pub fn open(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A copy of `price-floor`, with more text at the end of its file.
pub fn instance(place: &Path, more: &str) -> PathBuf {
    let folder = place.join("case");
    fs::create_dir(&folder).unwrap();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/price-floor/instance.yaml")).unwrap();
    fs::write(folder.join("instance.yaml"), text + more).unwrap();
    folder
}

/// A named pipe.
pub fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Path as text.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
