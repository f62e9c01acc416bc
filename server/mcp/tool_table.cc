// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/tool_table.h"

#include <array>

namespace funnel::mcp {

namespace {

// What of an answer is in each schema: all that is always there. The schemas allow more, so that a
// new member breaks no client.

constexpr std::string_view kSearchInput = R"json({
  "type": "object", "additionalProperties": false, "required": ["q"],
  "properties": {
    "q": {"type": "string", "description": "The question in the user's own words and language, an error message, a code, or a pasted log. Words in quotation marks must stand together; -word leaves out."},
    "lang": {"type": "string", "description": "The language that answers are preferred in, as a BCP 47 tag such as th or zh-Hant."},
    "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
    "offset": {"type": "integer", "minimum": 0, "maximum": 999, "default": 0, "description": "Hits to skip."},
    "filter": {"type": "string", "description": "What hits must be: product, version, tag, lang, kind (article, case), updated and id with =, !=, IN [a, b], of version and updated also < <= > >=, joined by AND, OR, NOT, such as: product = \"Photo Editor\" AND version >= 5.2"},
    "facets": {"type": "array", "items": {"type": "string", "enum": ["product", "version", "tag", "lang", "kind"]}, "description": "By what to count all that is found."}
  }})json";

constexpr std::string_view kSearchOutput = R"json({
  "type": "object", "required": ["hits", "estimatedTotalHits", "confidence"],
  "properties": {
    "hits": {"type": "array", "items": {"$ref": "#/$defs/hit"}, "description": "Best first."},
    "confidence": {"type": "number", "description": "The probability that the first hit answers, 0 to 1."},
    "otherLanguages": {"type": "array", "items": {"type": "object", "required": ["lang", "hits"],
      "properties": {"lang": {"type": "string"}, "hits": {"type": "array", "items": {"$ref": "#/$defs/hit"}}}}},
    "estimatedTotalHits": {"type": "integer"},
    "offset": {"type": "integer"}, "limit": {"type": "integer"},
    "generation": {"type": "string"}
  },
  "$defs": {"hit": {"type": "object", "required": ["id", "lang", "title", "url", "snippet", "kind"],
    "properties": {
      "id": {"type": "string"}, "lang": {"type": "string"}, "title": {"type": "string"},
      "url": {"type": "string"}, "snippet": {"type": "string", "description": "HTML; <mark> is what matched."},
      "score": {"type": "number"}, "kind": {"type": "string", "enum": ["article", "case"]},
      "products": {"type": "array", "items": {"type": "string"}}, "updated": {"type": "string"}}}}})json";

constexpr std::string_view kArticleInput = R"json({
  "type": "object", "additionalProperties": false, "required": ["lang", "id"],
  "properties": {
    "lang": {"type": "string", "minLength": 1, "description": "As a hit says it."},
    "id": {"type": "string", "minLength": 1, "maxLength": 255, "description": "As a hit says it."}
  }})json";

constexpr std::string_view kArticleOutput = R"json({
  "type": "object", "required": ["id", "lang", "title", "body", "format", "translations"],
  "properties": {
    "id": {"type": "string"}, "family": {"type": "string"}, "lang": {"type": "string"},
    "title": {"type": "string"}, "summary": {"type": "string"},
    "body": {"type": "string"}, "format": {"type": "string", "enum": ["markdown", "plain"]},
    "sections": {"type": "array", "items": {"type": "object"}},
    "products": {"type": "array", "items": {"type": "string"}},
    "versions": {"type": "array", "items": {"type": "string"}},
    "kind": {"type": "string", "enum": ["article", "case"]},
    "updated": {"type": "string"}, "url": {"type": "string"},
    "translations": {"type": "array", "items": {"type": "object", "required": ["lang", "id", "url"],
      "properties": {"lang": {"type": "string"}, "id": {"type": "string"}, "url": {"type": "string"}}}}
  }})json";

constexpr std::string_view kSimilarInput = R"json({
  "type": "object", "additionalProperties": false,
  "properties": {
    "q": {"type": "string", "description": "The whole text of a problem: a mail, a log, a stack trace. Either this or article."},
    "article": {"type": "string", "description": "The article whose like are wanted, as lang/id."},
    "lang": {"type": "string", "description": "The user's language, as a BCP 47 tag."},
    "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
    "since": {"type": "string", "format": "date", "description": "Changed on that day or later."},
    "until": {"type": "string", "format": "date", "description": "Changed on that day or earlier."},
    "asOf": {"type": "string", "format": "date", "description": "Without what was made later."}
  }})json";

constexpr std::string_view kSimilarOutput = R"json({
  "type": "object", "required": ["cases", "confidence"],
  "properties": {
    "cases": {"type": "array", "items": {"$ref": "#/$defs/case"}, "description": "Best first."},
    "confidence": {"type": "number"}, "limit": {"type": "integer"}, "generation": {"type": "string"}
  },
  "$defs": {"case": {"type": "object", "required": ["id", "lang", "title", "url", "kind", "copies"],
    "properties": {
      "id": {"type": "string"}, "lang": {"type": "string"}, "title": {"type": "string"},
      "url": {"type": "string"}, "kind": {"type": "string", "enum": ["article", "case"]},
      "sharedTerms": {"type": "array", "items": {"type": "object", "required": ["text", "code"],
        "properties": {"text": {"type": "string"}, "code": {"type": "boolean"}}}},
      "copies": {"type": "array", "items": {"type": "object"}, "description": "What says nearly the same."}}}}})json";

constexpr std::string_view kSuggestInput = R"json({
  "type": "object", "additionalProperties": false, "required": ["q"],
  "properties": {
    "q": {"type": "string", "maxLength": 1024, "description": "The beginning of a title or question, as far as it is typed."},
    "lang": {"type": "string", "description": "The user's language, as a BCP 47 tag."},
    "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}
  }})json";

constexpr std::string_view kSuggestOutput = R"json({
  "type": "object", "required": ["suggestions"],
  "properties": {
    "query": {"type": "string"},
    "suggestions": {"type": "array", "description": "Best first.", "items": {"type": "object",
      "required": ["text", "lang", "id", "url", "kind"],
      "properties": {
        "text": {"type": "string"}, "markedText": {"type": "string"},
        "lang": {"type": "string"}, "id": {"type": "string"}, "url": {"type": "string"},
        "kind": {"type": "string", "enum": ["title", "question"]}}}},
    "generation": {"type": "string"}
  }})json";

constexpr std::string_view kTriageInput = R"json({
  "type": "object", "additionalProperties": false, "required": ["q"],
  "properties": {
    "q": {"type": "string", "minLength": 1, "description": "The whole text of the problem."},
    "lang": {"type": "string", "description": "The user's language, as a BCP 47 tag."},
    "limit": {"type": "integer", "minimum": 1, "maximum": 20, "default": 3, "description": "Products wanted."},
    "evidence": {"type": "integer", "minimum": 1, "maximum": 50, "default": 5, "description": "Cases wanted as evidence."},
    "asOf": {"type": "string", "format": "date", "description": "Without what was made later."}
  }})json";

constexpr std::string_view kTriageOutput = R"json({
  "type": "object", "required": ["products", "confidence", "margin", "sure", "evidence"],
  "properties": {
    "products": {"type": "array", "items": {"type": "object", "required": ["product", "share", "cases"],
      "properties": {"product": {"type": "string"}, "share": {"type": "number"}, "cases": {"type": "integer"}}}},
    "confidence": {"type": "number"}, "margin": {"type": "number"},
    "sure": {"type": "boolean", "description": "Whether the confidence suffices to act on."},
    "codes": {"type": "array", "items": {"type": "string"}},
    "evidence": {"type": "array", "items": {"type": "object", "required": ["id", "lang", "title"],
      "properties": {"id": {"type": "string"}, "lang": {"type": "string"}, "title": {"type": "string"}}}},
    "generation": {"type": "string"}
  }})json";

constexpr std::array kTools = {
    Tool{"search", "Search the help center",
         "Finds the support articles that answer a question, an error message or a code, in any "
         "language. Read the best of them with get_article before you answer. A low confidence "
         "means that there may be no answer here.",
         "POST", "/v1/search", kSearchInput, kSearchOutput},
    Tool{"get_article", "Read an article",
         "One article in full: its text (body, usually Markdown), products, versions and "
         "translations. Takes lang and id of a hit.",
         "GET", "/v1/articles/{lang}/{id}", kArticleInput, kArticleOutput, true},
    Tool{"similar", "Find similar cases",
         "The articles and solved cases that are most like a problem, or like an article, in all "
         "languages, with the words and codes that they share.",
         "POST", "/v1/similar", kSimilarInput, kSimilarOutput},
    Tool{"suggest", "Complete a title or question",
         "Titles of articles, and questions that they answer, which have the words typed so far, "
         "the last one as far as it is typed. To answer a question use search.",
         "GET", "/v1/suggest", kSuggestInput, kSuggestOutput},
    Tool{"triage", "Name the product of a problem",
         "Which product a problem belongs to, by the votes of similar cases, how sure that is, and "
         "the cases that it rests on.",
         "POST", "/v1/triage", kTriageInput, kTriageOutput},
};

}  // namespace

std::span<const Tool> AllTools() { return kTools; }

}  // namespace funnel::mcp
