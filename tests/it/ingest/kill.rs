//! `ingest --write` is killed at any moment: the package is the old or the new one, `check` passes, and the next run
//! finishes what was asked for. `STAFFELSTAB_KILLS=200 cargo test kill` does it as often as that.
#![allow(clippy::print_stderr, reason = "the numbers of a long run are for whoever asked for it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::{done, folder};

const USUAL: usize = 12;
const JOURNAL: &str = ".staffelstab-ingest";
const LOCK: &str = ".staffelstab-ingest.lock";

/// The files of a folder by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().is_some_and(|name| name != LOCK))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

/// Many new rows for three tables, so that writing them takes a while.
fn lists(folder: &Path) -> Vec<PathBuf> {
    let mut figures = "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n".to_owned();
    let mut mentions = "edition,term,weight,source\n".to_owned();
    let mut disputes = "edition,field,value,source,note\n".to_owned();
    for number in 0..1500 {
        figures.push_str(&format!("fk-02,messages,{},,,,,after,,egovernment-2014,\n", 10_000 + number));
        mentions.push_str(&format!("fk-02,Begriff {number},side,egovernment-2014\n"));
        disputes.push_str(&format!("fk-02,motto,Motto {number},egovernment-2014,\n"));
    }
    [("figures.csv", figures), ("mentions.csv", mentions), ("disputes.csv", disputes)]
        .into_iter()
        .map(|(name, text)| {
            let path = folder.join(name);
            fs::write(&path, text).expect("written");
            path
        })
        .collect()
}

struct Scene {
    lists: Vec<PathBuf>,
    old: Vec<(String, Vec<u8>)>,
    new: Vec<(String, Vec<u8>)>,
    /// How long a whole run takes, and its writing.
    takes: (Duration, Duration),
    here: TempDir,
}

impl Scene {
    fn new() -> Self {
        let here = folder();
        done(here.path(), &["init", "old"]);
        let old = files(&here.path().join("old"));
        let mut scene =
            Self { lists: lists(here.path()), old, new: Vec::new(), takes: (Duration::ZERO, Duration::ZERO), here };
        let package = scene.package("new");
        let begun = Instant::now();
        let mut child = scene.ingest(&package);
        while !package.join(JOURNAL).exists() && child.try_wait().expect("a child").is_none() {}
        let writing = begun.elapsed();
        assert!(child.wait().expect("it ends").success());
        scene.takes = (begun.elapsed(), begun.elapsed().saturating_sub(writing));
        scene.new = files(&package);
        assert!(scene.new.iter().zip(&scene.old).filter(|(a, b)| a != b).count() == 3, "three tables change");
        scene
    }

    /// A folder with the old records.
    fn package(&self, name: &str) -> PathBuf {
        let package = self.here.path().join(name);
        fs::create_dir(&package).expect("a folder");
        for (name, bytes) in &self.old {
            fs::write(package.join(name), bytes).expect("written");
        }
        package
    }

    fn ingest(&self, package: &Path) -> Child {
        Command::new(env!("CARGO_BIN_EXE_staffelstab"))
            .arg("ingest")
            .args(&self.lists)
            .arg("--into")
            .arg(package)
            .arg("--write")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }
}

/// Numbers below a limit, evenly spread.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_nanos(self.0 % (limit.as_nanos() as u64).max(1))
    }
}

#[test]
fn killed_at_any_moment_the_package_is_the_old_or_the_new_one() {
    let asked = std::env::var("STAFFELSTAB_KILLS").ok().and_then(|count| count.parse().ok());
    let scene = Scene::new();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut old, mut new, mut half, mut unhurt) = (0, 0, 0, 0);
    for round in 0..asked.unwrap_or(USUAL) {
        let package = scene.package(&format!("round-{round}"));
        let mut child = scene.ingest(&package);
        if round % 2 == 0 {
            std::thread::sleep(dice.below(scene.takes.0));
        } else {
            // Every second time while it writes.
            while !package.join(JOURNAL).exists() && child.try_wait().expect("a child").is_none() {}
            std::thread::sleep(dice.below(scene.takes.1));
        }
        unhurt += usize::from(child.try_wait().expect("a child").is_some());
        child.kill().ok();
        child.wait().expect("it ends");
        half += usize::from(package.join(JOURNAL).exists());
        // `check` passes and puts in order what was left.
        done(scene.here.path(), &["check", &package.to_string_lossy()]);
        let found = files(&package);
        if found == scene.new {
            new += 1;
        } else {
            assert!(found == scene.old, "round {round}: {:?}", found.iter().map(|(name, _)| name).collect::<Vec<_>>());
            old += 1;
        }
        // The next run finishes it, and nothing is left behind.
        assert!(scene.ingest(&package).wait().expect("it ends").success());
        assert!(files(&package) == scene.new && !package.join(LOCK).exists(), "round {round}");
        fs::remove_dir_all(&package).expect("removed");
    }
    if asked.is_some() {
        eprintln!(
            "old {old}, new {new}; killed with files half written {half}, ended before {unhurt}; {:?}",
            scene.takes
        );
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_it_writes_leaves_the_records_as_they_were() {
    let scene = Scene::new();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for round in 0..6 {
        let package = scene.package(&format!("round-{round}"));
        let mut child = scene.ingest(&package);
        while !package.join(JOURNAL).exists() && child.try_wait().expect("a child").is_none() {}
        std::thread::sleep(dice.below(scene.takes.1 / 2));
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().expect("kill");
        let code = child.wait().expect("it ends").code();
        let expected = match code {
            Some(130) => &scene.old,
            Some(0) => &scene.new,
            other => panic!("{other:?}"),
        };
        assert!(files(&package) == *expected && !package.join(LOCK).exists(), "round {round}: {code:?}");
    }
}
