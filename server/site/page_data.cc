// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/page_data.h"

#include <algorithm>

#include "indexer/base/percent.h"
#include "server/site/assets.h"
#include "server/site/embedded.h"

namespace funnel::site {

namespace {

PageData LanguageChoices(const PageReader& reader) {
  std::vector<std::string> langs;
  for (const UiTexts& texts : AllUiTexts()) langs.push_back(texts.lang);
  const auto add = [&](const std::string& lang) {
    if (std::find(langs.begin(), langs.end(), lang) == langs.end()) langs.push_back(lang);
  };
  for (const std::string& lang : reader.base_languages) add(lang);
  add(reader.lang);
  PageData list = ListData();
  for (const std::string& lang : langs) {
    PageData choice = ObjectData();
    choice.set("tag", lang);
    choice.set("name", std::string(Autonym(lang)));
    choice.set("dir", std::string(Direction(lang)));
    choice.set("selected", lang == reader.lang);
    list << choice;
  }
  return list;
}

kainjow::mustache::partial Partial(std::string_view name) {
  return kainjow::mustache::partial(
      [name] { return std::string(EmbeddedText(std::string(name) + ".mustache")); });
}

}  // namespace

void SetIf(PageData& data, const std::string& name, const std::string& value) {
  if (!value.empty()) data.set(name, value);
}

void SetList(PageData& data, const std::string& name, const PageData& list) {
  if (list.is_empty_list()) return;
  data.set(name, list);
  data.set("has_" + name, true);
}

PageData CommonData(const PageReader& reader, const std::string& title) {
  PageData texts = ObjectData();
  for (const auto& [key, text] : reader.ui->texts) texts.set(key, text);
  PageData data = ObjectData();
  data.set("t", texts);
  data.set("ui_lang", reader.ui->lang);
  data.set("ui_dir", std::string(Direction(reader.ui->lang)));
  const std::string& site = (*reader.ui)["site_name"];
  data.set("page_title", title.empty() ? site : title + " – " + site);
  data.set("home_href", "/" + LangSuffix(reader, '?'));
  data.set("languages", LanguageChoices(reader));
  data.set("css_version", AssetVersion("site.css"));
  data.set("icon_version", AssetVersion("favicon.svg"));
  for (const char* name : {"head", "search_form", "foot"}) data.set(name, Partial(name));
  return data;
}

http::WebReply RenderPage(std::string_view name, const PageData& data) {
  kainjow::mustache::mustache page(std::string(EmbeddedText(std::string(name) + ".mustache")));
  http::WebReply reply;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = page.render(data);
  // A publish is seen at the next request, so nothing may be served from a cache unasked.
  reply.Header("Cache-Control", "private, no-cache");
  reply.Header("Vary", "Accept-Language, Accept-Encoding");
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
