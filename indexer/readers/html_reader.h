// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/source_text.h"

namespace funnel::readers {

/// The article in a saved web page (ReadHtmlPage), its body as Markdown. Bytes are read in the
/// charset that the page declares, or else as UTF-8. Title: the page's, or the file's name; id:
/// `file.id`; language: the page's, unless its text is surely in another,
/// or else as for Markdown; summary, url, created and updated:
/// what the page declares; who may see it: the keys of visibility_keys.h as its <meta>. Front
/// matter before the page, as Jekyll and Hugo have it, is read as that of Markdown; its keys come
/// before what the page declares, and of who may see it the narrower counts. Fails with
/// kInvalidInput; the message is "file: error: what, and what to do". Thread-safe.
Result<ReadArticle> ReadHtmlArticle(std::string_view bytes, const SourceFile& file,
                                    const std::string& lang);

/// The charset that the beginning of a page declares, by a byte order mark or a <meta>; empty when
/// it declares none.
std::string DeclaredCharset(std::string_view html);

}  // namespace funnel::readers
