//! The first page: what the folders come to, and the questions that readers ask.

use super::cases::Cases;
use super::coalitions::{leaving, without};
use super::folder::Kind;
use super::game::Game;
use super::policies::told;
use super::view::View;

/// A question and its answer in sentences.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// Question.
    pub question: String,
    /// Sentences.
    pub sentences: Vec<String>,
}

/// Every question that the folders answer.
pub(super) fn answers(view: View, cases: &Cases) -> Vec<Answer> {
    let games: Vec<Game> = view.of(Kind::Coalitions).map(Game::of).collect();
    let all = [
        ("What does each plan come to?", told(cases)),
        ("Does the club work without one of its members?", clubs(view, cases, &games)),
        (
            "What does it cost each member?",
            super::members::section(view, cases).sentences,
        ),
        ("Who wants to leave?", games.iter().filter_map(leaving).collect()),
        ("What runs out first?", super::first::told(view)),
        (
            "What does less exposure or shortage cost?",
            super::frontier::section(view).sentences,
        ),
        (
            "How likely is a shortage, and how high may the cost be?",
            super::draws::section(view).sentences,
        ),
    ];
    let told = all.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    told.map(|(question, sentences)| Answer {
        question: question.into(),
        sentences,
    })
    .collect()
}

/// Clubs beside the same club without a member, in the games and among the policies.
fn clubs(view: View, cases: &Cases, games: &[Game]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for case in cases.0.iter().filter(|case| case.is_planned() && case.scenario == "baseline") {
        let members = view.members(&case.policy);
        for smaller in cases
            .0
            .iter()
            .filter(|other| other.scenario == case.scenario && other.is_planned())
        {
            let rest = view.members(&smaller.policy);
            let gone: Vec<&&str> = members.iter().filter(|member| !rest.contains(member)).collect();
            if let [gone] = gone.as_slice()
                && rest.len() + 1 == members.len()
                && !rest.is_empty()
            {
                let change = super::policies::change(case, smaller);
                told.push(format!("Without {gone}: {change}"));
            }
        }
    }
    told.extend(games.iter().flat_map(without));
    told
}
