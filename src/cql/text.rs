//! CQL2 text as a tree, by recursive descent: OR binds least, then AND, NOT, comparisons, sums, products, powers.

use super::token::{Placed, Token, tokens};
use super::tree::{Kind, Node, Place};
use super::{CqlError, MAX_DEPTH, literal};

pub(super) fn parse(text: &str) -> Result<Node, CqlError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, next: 0, depth: 0 };
    let node = parser.or()?;
    match parser.tokens.get(parser.next) {
        None => Ok(node),
        Some(_) => Err(parser.unexpected("AND, OR or the end")),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Placed],
    next: usize,
    depth: usize,
}

/// The words that are no property.
const KEYWORDS: [&str; 11] =
    ["and", "or", "not", "like", "between", "in", "is", "null", "true", "false", "div"];
const GEOMETRIES: [&str; 7] =
    ["point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"];

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.next).map(|placed| &placed.token)
    }

    /// Where the next token stands.
    fn place(&self) -> Place {
        let end = || self.text.chars().count();
        Place::Character(self.tokens.get(self.next).map_or_else(end, |placed| placed.at))
    }

    fn unexpected(&self, expected: &str) -> CqlError {
        let reason = match self.tokens.get(self.next) {
            Some(placed) => format!("{:?}", &self.text[placed.bytes.clone()]),
            None => "the filter ends".to_owned(),
        };
        CqlError::new(&self.place(), reason, expected)
    }

    fn takes_sign(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Sign(next)) if *next == sign);
        self.next += usize::from(is_next);
        is_next
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), CqlError> {
        if self.takes_sign(sign) { Ok(()) } else { Err(self.unexpected(sign)) }
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_next = self.is_word(word);
        self.next += usize::from(is_next);
        is_next
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(next)) if next.eq_ignore_ascii_case(word))
    }

    fn expect_word(&mut self, word: &str) -> Result<(), CqlError> {
        if self.takes_word(word) { Ok(()) } else { Err(self.unexpected(&word.to_uppercase())) }
    }

    /// Everything that may stand in itself goes through here.
    fn or(&mut self) -> Result<Node, CqlError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CqlError::too_deep(&self.place()));
        }
        let node = self.chain("or", Self::and);
        self.depth -= 1;
        node
    }

    fn and(&mut self) -> Result<Node, CqlError> {
        self.chain("and", Self::not)
    }

    /// Several of the same, with the word between them.
    fn chain(&mut self, word: &str, part: fn(&mut Self) -> Result<Node, CqlError>) -> Result<Node, CqlError> {
        let place = self.place();
        let first = part(self)?;
        if !self.is_word(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.takes_word(word) {
            parts.push(part(self)?);
        }
        Ok(call(place, word, parts))
    }

    fn not(&mut self) -> Result<Node, CqlError> {
        let place = self.place();
        let mut count = 0;
        while self.takes_word("not") {
            count += 1;
        }
        let inner = self.comparison()?;
        // Two of them cancel each other.
        Ok(if count % 2 == 1 { call(place, "not", vec![inner]) } else { inner })
    }

    fn comparison(&mut self) -> Result<Node, CqlError> {
        let place = self.place();
        let left = self.sum()?;
        for sign in ["=", "<>", "<=", ">=", "<", ">"] {
            if self.takes_sign(sign) {
                let right = self.sum()?;
                return Ok(call(place, sign, vec![left, right]));
            }
        }
        if self.takes_word("is") {
            let negated = self.takes_word("not");
            self.expect_word("null")?;
            return Ok(unless(negated, call(place, "isnull", vec![left])));
        }
        let negated = self.is_word("not");
        self.next += usize::from(negated);
        if self.takes_word("like") {
            let pattern = self.sum()?;
            return Ok(unless(negated, call(place, "like", vec![left, pattern])));
        }
        if self.takes_word("between") {
            let low = self.sum()?;
            self.expect_word("and")?;
            let high = self.sum()?;
            return Ok(unless(negated, call(place, "between", vec![left, low, high])));
        }
        if self.takes_word("in") {
            let list_place = self.place();
            self.expect_sign("(")?;
            let list = Node { place: list_place, kind: Kind::List(self.listed()?) };
            return Ok(unless(negated, call(place, "in", vec![left, list])));
        }
        if negated { Err(self.unexpected("LIKE, BETWEEN or IN")) } else { Ok(left) }
    }

    fn sum(&mut self) -> Result<Node, CqlError> {
        self.operations(&["+", "-"], Self::product)
    }

    fn product(&mut self) -> Result<Node, CqlError> {
        self.operations(&["*", "/", "%"], Self::power)
    }

    /// Operations of one rank, from left to right.
    fn operations(
        &mut self,
        signs: &[&str],
        part: fn(&mut Self) -> Result<Node, CqlError>,
    ) -> Result<Node, CqlError> {
        let place = self.place();
        let mut left = part(self)?;
        let mut count = 0;
        loop {
            let sign = match self.peek() {
                Some(Token::Sign(sign)) if signs.contains(sign) => *sign,
                Some(Token::Word(word)) if signs.contains(&"/") && word.eq_ignore_ascii_case("div") => "div",
                _ => return Ok(left),
            };
            count += 1;
            if count > MAX_DEPTH {
                return Err(CqlError::too_deep(&self.place()));
            }
            self.next += 1;
            let right = part(self)?;
            left = call(place.clone(), sign, vec![left, right]);
        }
    }

    fn power(&mut self) -> Result<Node, CqlError> {
        let place = self.place();
        let base = self.unary()?;
        if self.takes_sign("^") {
            let exponent = self.unary()?;
            return Ok(call(place, "^", vec![base, exponent]));
        }
        Ok(base)
    }

    fn unary(&mut self) -> Result<Node, CqlError> {
        let place = self.place();
        let mut negated = false;
        while let Some(Token::Sign(sign @ ("-" | "+"))) = self.peek() {
            negated ^= *sign == "-";
            self.next += 1;
        }
        let node = self.primary()?;
        Ok(match node.kind {
            _ if !negated => node,
            Kind::Number(number) => Node { place, kind: Kind::Number(-number) },
            _ => {
                let zero = Node { place: place.clone(), kind: Kind::Number(0.0) };
                call(place, "-", vec![zero, node])
            }
        })
    }

    fn primary(&mut self) -> Result<Node, CqlError> {
        const EXPECTED: &str = "a property, a value or a condition";
        let place = self.place();
        let Some(token) = self.peek() else { return Err(self.unexpected(EXPECTED)) };
        let kind = match token {
            Token::Text(text) => Kind::Text(text.clone()),
            Token::Number(number) => Kind::Number(*number),
            Token::Quoted(name) => Kind::Property(name.clone()),
            Token::Sign("(") => {
                self.next += 1;
                return self.in_parentheses(place);
            }
            Token::Sign(_) => return Err(self.unexpected(EXPECTED)),
            Token::Word(word) => {
                let lower = word.to_ascii_lowercase();
                match lower.as_str() {
                    "true" | "false" => Kind::Boolean(lower == "true"),
                    _ if KEYWORDS.contains(&lower.as_str()) => return Err(self.unexpected(EXPECTED)),
                    _ if GEOMETRIES.contains(&lower.as_str()) && self.is_well_known_text() => {
                        return self.geometry(place);
                    }
                    _ if self.is_before("(") => {
                        self.next += 2;
                        return Ok(call(place, &lower, self.listed()?));
                    }
                    _ => Kind::Property(word.clone()),
                }
            }
        };
        self.next += 1;
        Ok(Node { place, kind })
    }

    /// Whether this sign follows the next token.
    fn is_before(&self, sign: &str) -> bool {
        matches!(self.tokens.get(self.next + 1), Some(Placed { token: Token::Sign(next), .. }) if *next == sign)
    }

    /// A condition, a value, or a list of values.
    fn in_parentheses(&mut self, place: Place) -> Result<Node, CqlError> {
        let mut nodes = self.listed()?;
        Ok(match nodes.pop() {
            Some(only) if nodes.is_empty() => only,
            last => {
                nodes.extend(last);
                Node { place, kind: Kind::List(nodes) }
            }
        })
    }

    /// What is separated by commas up to the closing parenthesis.
    fn listed(&mut self) -> Result<Vec<Node>, CqlError> {
        let mut nodes = Vec::new();
        if self.takes_sign(")") {
            return Ok(nodes);
        }
        loop {
            nodes.push(self.or()?);
            if self.takes_sign(")") {
                return Ok(nodes);
            }
            if !self.takes_sign(",") {
                return Err(self.unexpected(", or )"));
            }
        }
    }

    fn is_well_known_text(&self) -> bool {
        let follows = |token: &Token| match token {
            Token::Sign(sign) => *sign == "(",
            Token::Word(word) => {
                ["z", "m", "zm", "empty"].iter().any(|dimension| word.eq_ignore_ascii_case(dimension))
            }
            _ => false,
        };
        self.tokens.get(self.next + 1).is_some_and(|placed| follows(&placed.token))
    }

    /// A geometry as well-known text: from its name to the parenthesis that closes it.
    fn geometry(&mut self, place: Place) -> Result<Node, CqlError> {
        let start = self.tokens[self.next].bytes.start;
        let mut depth = 0_usize;
        let end = loop {
            let Some(placed) = self.tokens.get(self.next) else { return Err(self.unexpected(")")) };
            self.next += 1;
            match &placed.token {
                Token::Sign("(") => depth += 1,
                Token::Sign(")") => depth = depth.saturating_sub(1),
                Token::Word(word) if depth == 0 && word.eq_ignore_ascii_case("empty") => {}
                _ if depth == 0 => continue,
                _ => {}
            }
            if depth == 0 {
                break placed.bytes.end;
            }
        };
        let geometry = literal::well_known_text(&self.text[start..end], &place)?;
        Ok(Node { place, kind: Kind::Geometry(geometry) })
    }
}

fn call(place: Place, name: &str, arguments: Vec<Node>) -> Node {
    Node { place, kind: Kind::Call(name.to_owned(), arguments) }
}

fn unless(negated: bool, node: Node) -> Node {
    if negated { call(node.place.clone(), "not", vec![node]) } else { node }
}
