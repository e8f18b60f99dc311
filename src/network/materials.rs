//! Elements, stages and materials.

use super::names::Context;
use super::{Element, Material, Stage, StageId};

/// Elements in order of the document.
pub(super) fn elements(context: &Context<'_>) -> Vec<Element> {
    let element = |(name, element): (&String, &crate::spec::Element)| Element {
        name: name.clone(),
        criticality: element.criticality.unwrap_or(1.0),
        oxide_per_element: element.oxide_per_element.map_or(1.0, |ratio| ratio.0),
    };
    context.document.elements.iter().map(element).collect()
}

/// Stages in order of the document.
pub(super) fn stages(context: &Context<'_>) -> Vec<Stage> {
    let stage = |(name, stage): (&String, &crate::spec::Stage)| Stage {
        name: name.clone(),
        recycling: stage.recycling,
    };
    context.document.stages.iter().map(stage).collect()
}

/// Materials in order of the document.
pub(super) fn materials(context: &Context<'_>) -> Vec<Material> {
    context
        .document
        .materials
        .iter()
        .map(|(name, written)| material(context, name, written))
        .collect()
}

fn material(context: &Context<'_>, name: &str, written: &crate::spec::Material) -> Material {
    let path = format!("materials.{name}");
    let stage = context.stage(&format!("{path}.stage"), &written.stage).unwrap_or(StageId(0));
    let mut content = vec![0.0; context.document.elements.len()];
    for (element, share) in &written.contents {
        let id = context.element(&format!("{path}.contents.{element}"), element);
        if let Some(slot) = id.and_then(|id| content.get_mut(id.index())) {
            *slot = share.0;
        }
    }
    super::checks::contents::check(context.report, &path, written);
    Material {
        name: name.to_owned(),
        stage,
        content,
    }
}
