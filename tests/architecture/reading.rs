//! Reads a source file into the facts that the rules are about; code that only tests see is left out.

use proc_macro2::{TokenStream, TokenTree};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A name in full, as it was written.
pub struct Name {
    pub segments: Vec<String>,
    /// Module in which it stands, from the crate's root.
    pub module: Vec<String>,
    pub line: usize,
}

/// A function's extent.
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

/// Something named at a line.
pub type Spot = (String, usize);

/// What a file says.
#[derive(Default)]
pub struct Facts {
    /// Path from the crate's folder, with forward slashes.
    pub file: String,
    pub module: Vec<String>,
    pub text: String,
    pub documented: bool,
    pub names: Vec<Name>,
    /// Names that stand for something of ours in this file.
    pub locals: Vec<String>,
    /// Modules in files of their own that only tests see.
    pub test_modules: Vec<Vec<String>>,
    pub globs: Vec<usize>,
    pub macros: Vec<Spot>,
    pub methods: Vec<Spot>,
    /// Lints that an attribute lowers.
    pub lowered: Vec<Spot>,
    pub unsafes: Vec<usize>,
    pub functions: Vec<Function>,
}

/// Reads every source under `src`, without the files that only tests see.
pub fn read_sources(root: &Path) -> Result<Vec<Facts>, Box<dyn Error>> {
    let mut all = Vec::new();
    for path in rust_files(&root.join("src"))? {
        let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        all.push(read(&name, &fs::read_to_string(&path)?)?);
    }
    let tests: Vec<Vec<String>> = all.iter().flat_map(|facts| facts.test_modules.clone()).collect();
    all.retain(|facts| !tests.iter().any(|test| facts.module.starts_with(test)));
    Ok(all)
}

/// Every Rust file under a folder, in order of name; none where there is no such folder.
pub fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(rust_files(&path)?);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads one source.
pub fn read(file: &str, text: &str) -> Result<Facts, Box<dyn Error>> {
    let tree = syn::parse_file(text).map_err(|error| format!("{file}:{}: {error}", error.span().start().line))?;
    let module = module_of(file);
    let facts = Facts {
        file: file.into(),
        module: module.clone(),
        text: text.into(),
        documented: text.lines().any(|line| line.starts_with("//!")),
        ..Facts::default()
    };
    let mut walk = Walk { facts, module };
    walk.visit_file(&tree);
    Ok(walk.facts)
}

/// `src/a/mod.rs` is `a`, `src/a/b.rs` is `a::b`.
fn module_of(file: &str) -> Vec<String> {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = inner.split('/').map(String::from);
    parts
        .filter(|part| !["mod", "lib", "main"].contains(&part.as_str()))
        .collect()
}

struct Walk {
    facts: Facts,
    module: Vec<String>,
}

impl Walk {
    fn name(&mut self, segments: Vec<String>, line: usize) {
        let module = self.module.clone();
        self.facts.names.push(Name { segments, module, line });
    }

    fn used(&mut self, tree: &syn::UseTree, before: &[String], open: bool) {
        let line = tree.span().start().line;
        match tree {
            syn::UseTree::Path(path) => self.used(&path.tree, &joined(before, &path.ident), open),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.used(item, before, open)),
            syn::UseTree::Name(name) => self.imported(joined(before, &name.ident), &name.ident.to_string(), line),
            syn::UseTree::Rename(rename) => self.imported(joined(before, &rename.ident), &rename.rename.to_string(), line),
            syn::UseTree::Glob(_) => {
                if open {
                    self.facts.globs.push(line);
                }
                self.name(before.to_vec(), line);
            }
        }
    }

    fn imported(&mut self, segments: Vec<String>, local: &str, line: usize) {
        let ours = segments
            .first()
            .is_some_and(|first| ["crate", "self", "super"].contains(&first.as_str()));
        if ours {
            self.facts.locals.push(local.into());
        }
        self.name(segments, line);
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let line = signature.span().start().line;
        self.facts.functions.push(Function {
            name: signature.ident.to_string(),
            line,
            lines: block.span().end().line + 1 - line,
        });
        if let Some(word) = signature.unsafety {
            self.facts.unsafes.push(word.span.start().line);
        }
    }

    /// Names, macros, methods and `unsafe` in tokens that no grammar describes: the insides of macros and attributes.
    fn tokens(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            match tree {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(word) => {
                    let (segments, next) = path_at(&trees, at);
                    let line = word.span().start().line;
                    self.word(
                        &segments,
                        line,
                        (at.checked_sub(1).and_then(|k| trees.get(k)), trees.get(next)),
                    );
                    at = next;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn word(&mut self, segments: &[String], line: usize, around: (Option<&TokenTree>, Option<&TokenTree>)) {
        let Some(last) = segments.last() else { return };
        if last == "unsafe" {
            self.facts.unsafes.push(line);
        }
        if is_punct(around.0, '.') {
            self.facts.methods.push((last.clone(), line));
        } else if is_punct(around.1, '!') {
            self.facts.macros.push((last.clone(), line));
        }
        if segments.len() > 1 {
            self.name(segments.to_vec(), line);
        }
    }

    fn lowered(&mut self, meta: &syn::Meta) {
        let syn::Meta::List(list) = meta else { return };
        let line = list.span().start().line;
        if list.path.is_ident("allow") || list.path.is_ident("expect") {
            self.facts.lowered.push((list.tokens.to_string().replace(' ', ""), line));
        } else if list.path.is_ident("cfg_attr") && list.tokens.to_string().contains("allow") {
            self.facts.lowered.push((list.tokens.to_string(), line));
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !only_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        } else if let syn::Item::Mod(module) = item {
            self.facts.test_modules.push(joined(&self.module, &module.ident));
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.facts.locals.push(item.ident.to_string());
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.used(&item.tree, &[], !matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.name(vec![item.ident.to_string()], item.span().start().line);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !only_for_tests(&item.attrs) {
            self.function(&item.sig, &item.block);
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let Some(word) = item.unsafety {
            self.facts.unsafes.push(word.span.start().line);
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_item_foreign_mod(&mut self, item: &'ast syn::ItemForeignMod) {
        self.facts.unsafes.push(item.span().start().line);
        visit::visit_item_foreign_mod(self, item);
    }

    fn visit_expr_unsafe(&mut self, expression: &'ast syn::ExprUnsafe) {
        self.facts.unsafes.push(expression.unsafe_token.span.start().line);
        visit::visit_expr_unsafe(self, expression);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.facts
            .methods
            .push((call.method.to_string(), call.method.span().start().line));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(last) = call.path.segments.last() {
            self.facts.macros.push((last.ident.to_string(), last.span().start().line));
        }
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        self.lowered(&attribute.meta);
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.name(segments, path.span().start().line);
        }
        visit::visit_path(self, path);
    }
}

fn joined(before: &[String], last: &syn::Ident) -> Vec<String> {
    before.iter().cloned().chain([last.to_string()]).collect()
}

fn is_punct(tree: Option<&TokenTree>, character: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// The path that begins at a word, and the position after it.
fn path_at(trees: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut segments = Vec::new();
    let mut at = start;
    while let Some(TokenTree::Ident(word)) = trees.get(at) {
        segments.push(word.to_string());
        at += 1;
        let goes_on = is_punct(trees.get(at), ':') && is_punct(trees.get(at + 1), ':');
        if !(goes_on && matches!(trees.get(at + 2), Some(TokenTree::Ident(_)))) {
            break;
        }
        at += 2;
    }
    (segments, at)
}

fn only_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    })
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
