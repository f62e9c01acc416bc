// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "server/site/pages.h"

namespace funnel::site {

/// What a template reads. Values are escaped by the template; only `{{{...}}}` is not.
using PageData = kainjow::mustache::data;

inline PageData ObjectData() { return PageData(PageData::type::object); }
inline PageData ListData() { return PageData(PageData::type::list); }

/// Sets `name`. PageData's own set() copies all that is below a value.
inline void Set(PageData& data, const std::string& name, PageData value) {
  data[name] = std::move(value);
}

/// Sets `name` unless `value` is empty, so that a section of that name shows only what there is.
void SetIf(PageData& data, const std::string& name, const std::string& value);

/// Sets `name` to the list and has_`name` to true, unless it is empty.
void SetList(PageData& data, const std::string& name, PageData list);

/// How pages are kept: a publish is seen at the next request, so nothing may be served from a cache
/// unasked; and whom they differ for.
inline constexpr std::string_view kPageCacheControl = "private, no-cache";
inline constexpr std::string_view kPageVary = "Accept-Language, Accept-Encoding";
inline constexpr std::string_view kArticleVary = "Accept, Accept-Language, Accept-Encoding";

/// What every page has of its own: title, language selector.
PageData CommonData(const PageReader& reader, const std::string& title);

/// The page from the template of that name, with the texts of the reader's language. `vary` are
/// fields of the request that it depends on, beside its language.
http::WebReply RenderPage(std::string_view name, const PageReader& reader, const PageData& data,
                          const std::string& vary = {});

/// "lang=th" to hang on a link, preceded by `joint`, if the reader chose a language.
std::string LangSuffix(const PageReader& reader, char joint);

/// `text` percent-encoded for a query string.
std::string QueryEscape(std::string_view text);

}  // namespace funnel::site
