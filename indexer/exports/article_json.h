// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/article.h"

namespace funnel::exports {

/// `article` as one line of JSON that ReadJsonlArticle reads back the same, without line end.
/// Fields that are empty are left out; what is found in the text (sections, error codes, the text
/// of a Markdown body) is not written.
std::string ArticleToJsonLine(const Article& article);

}  // namespace funnel::exports
