// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/article.h"
#include "funnel/searcher.h"

namespace funnel::api {

/// The answer to GET /v1/articles/{lang}/{id}: id, family, lang, title, summary, body, format,
/// sections [{heading, anchor, level, role}], products, versions, tags, kind, confidence, created,
/// updated, reviewBy, symptoms, related, errorCodes, url (answer::OriginalUrl), translations
/// [{lang, id, url}]. Authors, source file and unknown front matter stay inside.
std::string PublicArticleJson(const Article& article, const Translations& translations);

}  // namespace funnel::api
