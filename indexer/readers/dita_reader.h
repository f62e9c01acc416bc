// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/source_text.h"

namespace funnel::readers {

/// The article in a topic of DITA (HtmlOfDita), its body as Markdown; of a file of several (`dita`)
/// the first, the others being its sections.
///   id            `file.id`: ids of topics are unique in their file only
///   title         the topic's, or the file's name; summary: its shortdesc, abstract or glossdef
///   language      xml:lang, unless the text is surely in another, or else as for Markdown
///   tags          keywords and index terms of its metadata; products: prodname; versions: vrm
///   dates         created, and the last of revised
///   audience      the narrowest of its permissions and audiences (DitaAudience)
/// Remarks (draft-comment, required-cleanup) and what is narrower than the article are left out.
/// Fails with kInvalidInput; the message is "file:line: error: what, and what to do". Thread-safe.
Result<ReadArticle> ReadDitaArticle(std::string_view bytes, const SourceFile& file,
                                    const std::string& lang);

}  // namespace funnel::readers
