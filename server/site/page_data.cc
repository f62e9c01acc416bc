// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/page_data.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "indexer/base/percent.h"
#include "server/site/assets.h"
#include "server/site/embedded.h"

namespace funnel::site {

namespace {

PageData LanguageChoices(const PageReader& reader) {
  std::vector<std::string_view> langs;
  for (const UiTexts& texts : AllUiTexts()) langs.push_back(texts.lang);
  const auto add = [&](std::string_view lang) {
    if (std::find(langs.begin(), langs.end(), lang) == langs.end()) langs.push_back(lang);
  };
  for (const std::string& lang : reader.base_languages) add(lang);
  add(reader.lang);
  PageData list = ListData();
  for (const std::string_view lang : langs) {
    PageData choice = ObjectData();
    Set(choice, "tag", std::string(lang));
    Set(choice, "name", std::string(Autonym(lang)));
    Set(choice, "dir", std::string(Direction(lang)));
    Set(choice, "selected", lang == reader.lang);
    list << choice;
  }
  return list;
}

/// What the pages of each language have in common, in the order of AllUiTexts.
std::vector<PageData> MakeSharedData() {
  std::vector<PageData> all;
  for (const UiTexts& ui : AllUiTexts()) {
    PageData texts = ObjectData();
    for (const auto& [key, text] : ui.texts) texts.set(key, text);
    PageData data = ObjectData();
    Set(data, "t", std::move(texts));
    Set(data, "ui_lang", ui.lang);
    Set(data, "ui_dir", std::string(Direction(ui.lang)));
    Set(data, "css_version", AssetVersion("site.css"));
    Set(data, "script_version", AssetVersion("search_box.js"));
    Set(data, "icon_version", AssetVersion("favicon.svg"));
    all.push_back(std::move(data));
  }
  return all;
}

/// `ui` is one of AllUiTexts.
const PageData& SharedData(const UiTexts& ui) {
  static const std::vector<PageData> all = MakeSharedData();
  return all[static_cast<std::size_t>(&ui - AllUiTexts().data())];
}

/// The text of a template with those it includes in their places, which the library would parse
/// again for each page.
std::string TemplateText(std::string_view name) {
  std::string text(EmbeddedText(std::string(name) + ".mustache"));
  constexpr std::string_view kBegin = "{{> ", kEnd = "}}";
  for (std::size_t at = text.find(kBegin); at != std::string::npos; at = text.find(kBegin, at)) {
    const std::size_t inner = at + kBegin.size();
    const std::size_t end = text.find(kEnd, inner);
    text.replace(at, end + kEnd.size() - at, TemplateText(text.substr(inner, end - inner)));
  }
  return text;
}

/// A template, parsed: once for each thread, because rendering is not a const function.
kainjow::mustache::mustache& Template(std::string_view name) {
  thread_local std::map<std::string, kainjow::mustache::mustache, std::less<>> parsed;
  const auto known = parsed.find(name);
  if (known != parsed.end()) return known->second;
  return parsed.emplace(name, TemplateText(name)).first->second;
}

}  // namespace

void SetIf(PageData& data, const std::string& name, const std::string& value) {
  if (!value.empty()) Set(data, name, value);
}

void SetList(PageData& data, const std::string& name, PageData list) {
  if (list.is_empty_list()) return;
  Set(data, name, std::move(list));
  Set(data, "has_" + name, true);
}

PageData CommonData(const PageReader& reader, const std::string& title) {
  PageData data = ObjectData();
  const std::string& site = (*reader.ui)["site_name"];
  Set(data, "page_title", title.empty() ? site : title + " – " + site);
  Set(data, "home_href", "/" + LangSuffix(reader, '?'));
  Set(data, "languages", LanguageChoices(reader));
  return data;
}

http::WebReply RenderPage(std::string_view name, const PageReader& reader, const PageData& data,
                          const std::string& vary) {
  kainjow::mustache::context<std::string> context(&SharedData(*reader.ui));
  context.push(&data);
  http::WebReply reply;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = Template(name).render(context);
  reply.Header("Cache-Control", std::string(kPageCacheControl));
  reply.Header("Vary", (vary.empty() ? "" : vary + ", ") + std::string(kPageVary));
  return reply;
}

std::string LangSuffix(const PageReader& reader, char joint) {
  return reader.chosen ? std::string(1, joint) + "lang=" + QueryEscape(reader.lang) : "";
}

std::string QueryEscape(std::string_view text) {
  std::string out = base::PercentEncoded(text, " ");
  std::replace(out.begin(), out.end(), ' ', '+');
  return out;
}

}  // namespace funnel::site
