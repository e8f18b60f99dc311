//! The first page: what the folders come to, and the questions that readers ask.

use super::cases::Cases;
use super::folder::Kind;
use super::game::Game;
use super::leaving;
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
        (
            "Does the club work without one of its members?",
            super::verdict::told(view, cases, &games),
        ),
        (
            "What does it cost each member?",
            super::members::section(view, cases).sentences,
        ),
        ("Who wants to leave?", games.iter().flat_map(leaving::told).collect()),
        ("What runs out first?", super::first::told(view, cases)),
        (
            "What does less exposure or shortage cost?",
            super::frontier::section(view).sentences,
        ),
        ("What changes when one value moves?", super::sweep::told(view)),
        (
            "How likely is a shortage, and how high may the cost be?",
            super::draws::told(view),
        ),
    ];
    let told = all.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    told.map(|(question, sentences)| Answer {
        question: question.into(),
        sentences,
    })
    .collect()
}
