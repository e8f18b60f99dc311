//! `report` and the workbook: what stored results become for people.

use super::support::outcome;
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::Path;

/// Stores results; the folder as an argument.
fn stored(place: &Path, name: &str, arguments: &[&str]) -> String {
    let folder = place.join(name).display().to_string();
    let (code, _, stderr) = outcome(&[arguments, &["--out", &folder, "--quiet"]].concat());
    assert_eq!(code, 0, "{stderr}");
    folder
}

#[test]
fn a_page_of_a_club_answers_the_questions_of_a_reader() {
    let place = tempfile::tempdir().unwrap();
    let policies = "open-market,us-alone,us-japan";
    let folders = [
        stored(place.path(), "open", &["solve", "buyers-club", "--policy", "open-market"]),
        stored(
            place.path(),
            "alone",
            &["solve", "buyers-club", "--policy", "us-alone", "--format", "csv"],
        ),
        stored(
            place.path(),
            "japan",
            &["solve", "buyers-club", "--policy", "us-japan", "--format", "json"],
        ),
        stored(place.path(), "compared", &["compare", "buyers-club", "--policies", policies]),
        stored(
            place.path(),
            "game",
            &["compare", "buyers-club", "--policies", "us-japan", "--game", "US,AU,JP"],
        ),
    ];
    let page = place.path().join("page.html").display().to_string();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let (code, stdout, stderr) = outcome(&[&["report"][..], &folders, &["--out", &page]].concat());
    assert_eq!((code, stdout.as_str()), (0, ""));
    assert_eq!(stderr, format!("The report is in {page}.\n"));
    let text = fs::read_to_string(&page).unwrap();
    // The table of the case: instances/buyers-club works it out.
    for sentence in [
        "us-japan: buyers pay 1.600 MUSD; every demand is served in full; exposure is 0 t.",
        "Yes, us-japan works without JP: no demand of a tier is short under us-alone, which has the same measures; counted is all demand that has a tier \
         in the whole club, that of the member left out included. Without JP, buyers of all countries together pay 0.480 MUSD less (30.0 %); exposure is",
        "Yes, US+AU+JP works without JP: no demand of a tier is short, of the demand of all players, by the measures of us-japan. Beside no \
         coalition at all, US+AU together gain nothing; with JP they lose 0.300 MUSD;",
        "us-japan: groups that have more as a coalition of their own, with nobody else in the club, than within US+AU+JP: US+JP (together 0.100 MUSD more) \
         and AU+JP (together 60,000 USD more).",
        "These accounts are changes from open-market, the first policy of the report, in the same scenario.",
        "Gains in a game are measured from the same measures with nobody in the club.",
        "Served in full in every plan: infrastructure.",
        "us-japan instead of open-market: AU gains 0.300 MUSD (its producers earn 0.300 MUSD more); US loses 0.240 MUSD (its buyers pay 0.240 MUSD more); \
         JP loses 0.360 MUSD (its buyers pay 0.360 MUSD more).",
        "The top-ups to price floors under us-alone cost buyers in AU nothing and buyers in US 0.240 MUSD. Of all 0.240 MUSD, treasuries receive \
         0.240 MUSD (that of US 0.240 MUSD) and sellers receive 0 USD.",
        "us-japan, coalition US+AU+JP: JP gains 0.480 MUSD by leaving (and stays for a transfer of 0.480 MUSD) and US gains 0.320 MUSD by leaving",
        "To keep all in, somebody outside must add 0.700 MUSD.",
        "us-japan: optimal and verified (largest violation 0, cost at the bound of the solver).",
    ] {
        assert!(text.contains(sentence), "no sentence: {sentence}");
    }
    let (code, _, stderr) = outcome(&[&["report"][..], &folders, &["--out", &page]].concat());
    assert_eq!(code, 74);
    assert!(
        stderr.contains("exists already; choose another name, or replace it with --overwrite"),
        "{stderr}"
    );
}

#[test]
fn a_report_is_of_one_instance_and_of_results() {
    let place = tempfile::tempdir().unwrap();
    let floor = stored(place.path(), "floor", &["solve", "price-floor", "--policy", "floor-16"]);
    let embargo = stored(place.path(), "embargo", &["solve", "embargo"]);
    let page = place.path().join("page.html").display().to_string();
    let (code, _, stderr) = outcome(&["report", &floor, &embargo, "--out", &page]);
    assert_eq!(
        (code, stderr.as_str()),
        (
            2,
            "error: a report is of one instance, and these results are of price-floor, embargo; write one for each\n"
        )
    );
    let (code, _, stderr) = outcome(&["report", &place.path().display().to_string(), "--out", &page]);
    assert_eq!(code, 3);
    assert!(
        stderr.contains("expected a folder written by `solve --out`, `compare --out` or `batch --out`"),
        "{stderr}"
    );
    assert!(!Path::new(&page).exists());
}

/// 90 t of allied goods and 10 t of Chinese under the floor of 16 USD/kg. Tracks: at the gate, red 10 and blue
/// (80 t x 15 + 10 t x 16) / 90 t; delivered, the floor.
#[test]
fn ways_balances_and_tracks_are_stored() {
    let place = tempfile::tempdir().unwrap();
    let folder = stored(
        place.path(),
        "floor",
        &["solve", "price-floor", "--policy", "floor-16", "--format", "csv"],
    );
    let table = |name: &str| fs::read_to_string(Path::new(&folder).join(name)).unwrap();
    assert_eq!(
        table("passages.csv"),
        "element,from_stage,from_country,to_stage,to_country,origin,period,quantity\n\
         NdPr,separated,AU,infrastructure,US,allied,2026,80\n\
         NdPr,separated,CN,infrastructure,US,outside,2026,10\n\
         NdPr,separated,US,infrastructure,US,allied,2026,10\n"
    );
    assert_eq!(
        table("balances.csv"),
        "element,item,period,quantity\n\
         NdPr,from allied sources,2026,90\n\
         NdPr,from other sources,2026,10\n\
         NdPr,available,2026,100\n\
         NdPr,delivered,2026,100\n"
    );
    let tracks = table("tracks.csv");
    let prices: Vec<f64> = tracks
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next()?.parse().ok())
        .collect();
    assert_eq!(prices, [10_000.0, 1_360.0 / 90.0 * 1_000.0, 16_000.0, 16_000.0]);
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        _ => None,
    }
}

#[test]
fn a_workbook_stands_beside_tables_that_are_still_judged() {
    let place = tempfile::tempdir().unwrap();
    let folder = stored(
        place.path(),
        "floor",
        &["solve", "price-floor", "--policy", "floor-16", "--format", "xlsx"],
    );
    let (code, _, stderr) = outcome(&["verify", "price-floor", &folder]);
    assert_eq!(code, 0, "{stderr}");
    let mut book: Xlsx<_> = open_workbook(Path::new(&folder).join("tables.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!((names[0].as_str(), names[1].as_str()), ("summary", "periods"));
    let ledger = book.worksheet_range("ledger").unwrap();
    let discounted = ledger
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|head| *head == Data::String("discounted [USD]".into()));
    let sum: f64 = ledger
        .rows()
        .skip(1)
        .filter_map(|row| number(&row[discounted.unwrap()]))
        .sum();
    assert_eq!(sum, 1_590_000.0);
    let summary = book.worksheet_range("summary").unwrap();
    let cost = summary
        .rows()
        .find(|row| row[0] == Data::String("Buyers pay, discounted".into()))
        .unwrap();
    assert_eq!((&cost[1], &cost[2]), (&Data::Float(1.59), &Data::String("MUSD".into())));
}

#[test]
fn a_workbook_of_a_game_holds_its_tables() {
    let place = tempfile::tempdir().unwrap();
    let game = [
        "compare",
        "buyers-club",
        "--policies",
        "us-japan",
        "--game",
        "US,AU,JP",
        "--format",
        "xlsx",
    ];
    let folder = stored(place.path(), "game", &game);
    let mut book: Xlsx<_> = open_workbook(Path::new(&folder).join("tables.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["summary", "coalitions", "welfare", "shares", "solution"]);
    let coalitions = book.worksheet_range("coalitions").unwrap();
    assert_eq!(coalitions.rows().count(), 1 + 8);
}

#[test]
fn own_choice_and_cover_have_their_places() {
    let place = tempfile::tempdir().unwrap();
    let own = ["compare", "buyers-club", "--policies", "us-japan", "--own-choice"];
    let own = stored(place.path(), "own", &own);
    let page = place.path().join("own.html").display().to_string();
    assert_eq!(outcome(&["report", &own, "--out", &page]).0, 0);
    let text = fs::read_to_string(&page).unwrap();
    let sentence = "us-japan: the plan (au-mine open) stands by itself; no group of buyers gains by leaving it.";
    assert!(text.contains(sentence), "{sentence}");
    let cover = [
        "compare",
        "heavy-rare-earth",
        "--frontier",
        "5",
        "--cover",
        "--format",
        "xlsx",
    ];
    let cover = stored(place.path(), "cover", &cover);
    let page = place.path().join("cover.html").display().to_string();
    assert_eq!(outcome(&["report", &cover, "--out", &page]).0, 0);
    assert!(fs::read_to_string(&page).unwrap().contains("the shortage of the first tier"));
    let mut book: Xlsx<_> = open_workbook(Path::new(&cover).join("tables.xlsx")).unwrap();
    let summary = book.worksheet_range_at(0).unwrap().unwrap();
    let costs: Vec<f64> = summary.rows().filter_map(|row| row.get(1)?.as_f64()).collect();
    assert!(
        costs.len() == 5 && costs.iter().all(|cost| (8.0..11.0).contains(cost)),
        "{costs:?}"
    );
}

#[test]
fn draws_without_a_plan_are_counted() {
    let place = tempfile::tempdir().unwrap();
    let forecast = "forecasts: 1\ndraws: 20\nvariables:\n  dy: { scales: [sites.allied-supply.source.dy-oxide.available], \
                    distribution: { triangular: { low: 0.5, base: 2, high: 4 } } }\n";
    let file = place.path().join("forecasts.yaml");
    fs::write(&file, forecast).unwrap();
    let out = place.path().join("out").display().to_string();
    let file = file.display().to_string();
    assert_eq!(outcome(&["batch", "impossible", "--forecasts", &file, "--out", &out]).0, 9);
    let page = place.path().join("page.html").display().to_string();
    assert_eq!(outcome(&["report", &out, "--out", &page]).0, 0);
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains(" of 20 draws have no plan; in the "));
}

/// Two policies, of which the ban leaves JP or US without what they must have: AU has 30 t, US must have 50 and JP 20.
const BAN: &str = "
lodestone: 1
name: Ban
periods: { start: 2026-01-01, count: 1, length: 1 yr }
tiers: [dx]
allies: [US, AU, JP]
elements: { Dy: {} }
stages: { mined: {} }
materials:
  ore: { stage: mined, contents: { Dy: 1 t/t } }
sites:
  au: { country: AU, source: { ore: { offer: 10 USD/kg, available: 30 t/yr } } }
  cn: { country: CN, source: { ore: { offer: 5 USD/kg, available: 100 t/yr } } }
demands:
  us: { country: US, sector: defense, tier: dx, accepts: [ore], quantity: 50 t/yr, minimum: 100 % }
  jp: { country: JP, sector: defense, tier: dx, accepts: [ore], quantity: 20 t/yr, minimum: 100 % }
policies:
  open: {}
  ban:
    club: [US, AU, JP]
    measures:
      t: { kind: ban, importers: [members], exporters: [CN], materials: [ore] }
";

/// Rows of the first sheet of a workbook, as text.
fn first_sheet(folder: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(Path::new(folder).join("tables.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn what_has_no_plan_is_named_and_left_empty() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("instance.yaml"), BAN).unwrap();
    let ban = place.path().display().to_string();
    let kept = |name: &str, arguments: &[&str]| {
        let folder = place.path().join(name).display().to_string();
        let all = [
            &["compare", &ban],
            arguments,
            &["--out", &folder, "--format", "xlsx", "--quiet"],
        ]
        .concat();
        assert_eq!(outcome(&all).0, 4);
        folder
    };
    let compared = kept("compared", &["--policies", "open,ban"]);
    let game = kept("game", &["--policies", "ban", "--game", "US,JP"]);
    let page = place.path().join("page.html").display().to_string();
    assert_eq!(outcome(&["report", &compared, &game, "--out", &page]).0, 0);
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains("There is no plan under ban, so largest regrets are not known;"));
    assert!(
        text.contains(
            "there is no plan for US and US+JP, so gains are not known, nor who would move where one of them takes part."
        )
    );
    let of = |folder: &str, name: &str| {
        let rows = first_sheet(folder).into_iter().filter(|row| row[0] == name);
        rows.map(|row| row[1].clone()).next()
    };
    assert_eq!(
        (of(&compared, "open"), of(&compared, "ban")),
        (Some("0.35".into()), Some(String::new()))
    );
    assert_eq!(of(&compared, "Status of ban, baseline").as_deref(), Some("infeasible"));
    assert_eq!(of(&game, "Status of US+JP").as_deref(), Some("infeasible"));
    // Gains are known where every coalition has a plan.
    assert_eq!((of(&game, "JP"), of(&game, "US")), (Some(String::new()), Some(String::new())));
}

#[test]
fn what_is_named_twice_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, stderr) = outcome(&["compare", "buyers-club", "--policies", "us-alone,us-japan,us-alone"]);
    assert_eq!(
        (code, stderr.as_str()),
        (2, "error: policy `us-alone` is named twice; name it once\n")
    );
    let floor = stored(place.path(), "floor", &["solve", "price-floor", "--policy", "floor-16"]);
    let again = format!("{floor}/.");
    let page = place.path().join("page.html").display().to_string();
    let (code, _, stderr) = outcome(&["report", &floor, &again, "--out", &page]);
    assert_eq!(code, 2);
    assert!(stderr.ends_with("/. is given twice; give it once\n"), "{stderr}");
    assert!(!Path::new(&page).exists());
}

#[test]
fn policies_that_differ_in_more_than_membership_give_no_verdict() {
    let place = tempfile::tempdir().unwrap();
    let compared = stored(
        place.path(),
        "compared",
        &["compare", "buyers-club", "--policies", "us-cfd,us-japan"],
    );
    let page = place.path().join("page.html").display().to_string();
    assert_eq!(outcome(&["report", &compared, "--out", &page]).0, 0);
    let text = fs::read_to_string(&page).unwrap();
    let sentence = "us-cfd beside us-japan does not tell how the club works without JP, as they differ in more than membership: measure `floor` and measure \
                    `support`.";
    assert!(
        text.contains(sentence) && !text.contains("works without JP:"),
        "no sentence: {sentence}"
    );
}

#[test]
fn a_sweep_says_what_it_changes_and_where_there_is_no_plan() {
    let place = tempfile::tempdir().unwrap();
    let range = "sites.allied-supply.source.dy-oxide.available=0..40:20 t/yr";
    let folder = place.path().join("sweep").display().to_string();
    let (code, ..) = outcome(&["compare", "impossible", "--sweep", range, "--out", &folder, "--quiet"]);
    assert_eq!(code, 4);
    let page = place.path().join("page.html").display().to_string();
    assert_eq!(outcome(&["report", &folder, "--out", &page]).0, 0);
    let text = fs::read_to_string(&page).unwrap();
    for part in [
        "What changes when one value moves?",
        "There is no plan where sites.allied-supply.source.dy-oxide.available is 0 t/yr (infeasible)",
    ] {
        assert!(text.contains(part), "no {part}");
    }
}

/// Japan must have goods that only Australia has, and a ban keeps from who is no member.
#[test]
fn a_club_that_has_no_plan_without_a_member_does_not_work() {
    let place = tempfile::tempdir().unwrap();
    let ban = "{ kind: ban, exporters: [members], importers: [others], materials: [ox] }";
    let text = format!(
        "lodestone: 1
name: verdict
periods: {{ start: 2026-01-01, count: 1, length: 1 yr }}
stages: {{ separated: {{}} }}
materials: {{ ox: {{ stage: separated }} }}
sites: {{ mine: {{ country: AU, source: {{ ox: {{ offer: 10 USD/kg, available: 100 t/yr }} }} }} }}
demands: {{ buyer: {{ country: JP, sector: industry, tier: dx, accepts: [ox], minimum: 100 %, penalty: 90 USD/kg, quantity: 40 t/yr }} }}
policies:
  all: {{ club: [AU, JP], measures: {{ keep: {ban} }} }}
  less: {{ club: [AU], measures: {{ keep: {ban} }} }}
"
    );
    fs::write(place.path().join("instance.yaml"), text).unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let (instance, folder, page) = (at("."), at("compared"), at("page.html"));
    let (_, _, stderr) = outcome(&["compare", &instance, "--policies", "all,less", "--out", &folder]);
    let (code, _, said) = outcome(&["report", &folder, "--out", &page]);
    assert_eq!(code, 0, "{stderr}{said}");
    let text = fs::read_to_string(&page).unwrap();
    let no = "No, all does not work without JP: under less there is no plan (infeasible).";
    assert!(text.contains(no), "no sentence: {no}");
}

/// 10 t are wanted of the 4 that there are, whoever is in the club: no more is short without Japan, but a sum does not say in which tier.
#[test]
fn a_game_that_is_short_as_before_is_not_told_as_yes() {
    let place = tempfile::tempdir().unwrap();
    let text = "lodestone: 1
name: short
periods: { start: 2026-01-01, count: 1, length: 1 yr }
stages: { separated: {} }
materials: { ox: { stage: separated } }
sites: { mine: { country: US, source: { ox: { offer: 10 USD/kg, available: 4 t/yr } } } }
demands: { buyer: { country: US, sector: industry, tier: dx, accepts: [ox], quantity: 10 t/yr, penalty: 90 USD/kg } }
policies: { all: { club: [US, JP] } }
";
    fs::write(place.path().join("instance.yaml"), text).unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let (instance, folder, page) = (at("."), at("game"), at("page.html"));
    let (code, _, said) = outcome(&["compare", &instance, "--policies", "all", "--game", "US,JP", "--out", &folder]);
    assert_eq!(code, 0, "{said}");
    outcome(&["report", &folder, "--out", &page]);
    let text = fs::read_to_string(&page).unwrap();
    let told = "US+JP without JP: 6.00 t are short in all tiers together, 6.00 t with it (a game does not say in which)";
    assert!(text.contains(told) && !text.contains("Yes, US+JP"), "no sentence: {told}");
}
