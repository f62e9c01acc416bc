// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/searcher.h"

namespace funnel::answer {

/// A snippet or title as HTML: the text escaped, what the query matched within <mark> and </mark>.
std::string PiecesHtml(const std::vector<SnippetPiece>& pieces);

/// Where the server shows an article: "/articles/th/printing/queue%20stuck". Percent-encoded as
/// RFC 3986 has it for path segments; a '/' in the id stays one.
std::string ArticlePath(std::string_view lang, std::string_view id);

/// The original that the article names; empty where it names none by http or https. Other schemes
/// are never given out: "javascript:" in an article must not become a link.
std::string OriginalUrl(const Article& article);

/// Where an article leads to that names `url` as its original: there, as OriginalUrl has it, or
/// else ArticlePath.
std::string ArticleUrl(std::string_view url, std::string_view lang, std::string_view id);

/// The same of a hit.
std::string HitUrl(const Hit& hit);

/// The answer as one JSON object, without a newline: queryId where there is one (of UBI, see
/// base::RandomUuid), query, hits [{rank (of all pages; in a block of another language of that),
/// id, family, lang, title, markedTitle (the title as PiecesHtml gives it), url, snippet (the
/// same), section {heading, anchor, role} where the snippet stands in one, score, kind, products,
/// updated, and pinned: true where authors put it on top}], estimatedTotalHits, confidence,
/// answered, offset, limit, card {id, lang, title, url, heading, anchor, role, lines, whole} where
/// the first hit clearly answers; processingTimeMs, generation; facetDistribution {facet: {value:
/// families}}, the values of most families first, and facetValues {facet: number of its values}
/// where something is counted; relaxed: true where quoted phrases were searched as words, and
/// incomplete: ["spelling", "translation", "snippets"] where the deadline left no time for these.
/// Valid UTF-8 always, and safe within an HTML <script> ("</" is written "<\/").
std::string ResponseToJson(const SearchRequest& request, const SearchResponse& response,
                           double processing_ms, std::string_view query_id = {});

/// An article as one JSON object with the names of its front matter: id, family, lang, title,
/// summary, body, format, products, versions, tags, kind, audience, confidence, created, updated,
/// errorCodes, related, url (OriginalUrl). What only the authors need (source file, unknown keys)
/// stays out.
std::string ArticleToJson(const Article& article);

}  // namespace funnel::answer
