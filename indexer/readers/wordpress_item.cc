// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/wordpress_item.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "indexer/base/add_once.h"
#include "indexer/base/among.h"
#include "indexer/base/ascii.h"
#include "indexer/base/json.h"
#include "indexer/base/known_language.h"
#include "indexer/base/web_address.h"
#include "indexer/readers/article_language.h"
#include "indexer/readers/wordpress_html.h"
#include "indexer/text/markup/html_text.h"
#include "indexer/text/markup/html_to_markdown.h"

namespace funnel::readers {
namespace {

/// Types that are parts of the site, its settings, or what visitors wrote: WordPress', and those of
/// WooCommerce, Jetpack, Contact Form 7, Elementor, bbPress and others.
constexpr std::string_view kNoArticles[] = {"attachment",
                                            "revision",
                                            "nav_menu_item",
                                            "custom_css",
                                            "customize_changeset",
                                            "oembed_cache",
                                            "user_request",
                                            "acf-field",
                                            "acf-field-group",
                                            "elementor_library",
                                            "feedback",
                                            "flamingo_inbound",
                                            "flamingo_outbound",
                                            "flamingo_contact",
                                            "wpcf7_contact_form",
                                            "wpforms",
                                            "mc4wp-form",
                                            "nf_sub",
                                            "jp_pay_order",
                                            "shop_order",
                                            "shop_order_refund",
                                            "shop_coupon",
                                            "shop_subscription",
                                            "product_variation",
                                            "scheduled-action",
                                            "reply",
                                            "topic",
                                            "edd_payment",
                                            "give_payment",
                                            "ticket",
                                            "wpsc_ticket",
                                            "et_pb_layout",
                                            "fl-builder-template",
                                            "popup",
                                            "tablepress_table",
                                            "amp_validated_url",
                                            "polylang_mo",
                                            "wp_log",
                                            "edd_log"};
/// Beginnings of the same.
constexpr std::string_view kNoArticlePrefixes[] = {"wp_", "jetpack_", "_"};
/// By these metas membership plugins say who may see an item.
constexpr std::string_view kRestrictions[] = {
    "_members_access_role",   "rcp_user_level",    "rcp_access_level",
    "rcp_subscription_level", "_restrict_content", "_wc_memberships_force_private",
    "um_content_restriction", "_wpmem_block",      "pmpro_restricted"};

constexpr std::string_view kWpmlLanguage = "_wpml_import_language_code";
constexpr std::string_view kWpmlGroup = "_wpml_import_translation_group";

bool IsArticleType(std::string_view type) {
  const bool prefixed =
      std::any_of(std::begin(kNoArticlePrefixes), std::end(kNoArticlePrefixes),
                  [&](std::string_view prefix) { return type.starts_with(prefix); });
  return !type.empty() && !prefixed && !base::IsAmong(kNoArticles, type);
}

/// Whether a taxonomy sorts articles by what they are about; others sort languages, formats,
/// people.
bool SortsByTopic(std::string_view taxonomy) {
  for (const std::string_view part : {"cat", "tag", "topic", "section", "product", "group"}) {
    if (taxonomy.find(part) != std::string_view::npos) return true;
  }
  return false;
}

/// A meta that is neither empty nor off.
bool IsSet(std::string_view value) {
  const std::string word = base::AsciiLower(base::Trim(value));
  constexpr std::string_view kOff[] = {"", "0", "no", "false", "all", "none", "a:0:{}", "[]"};
  return !base::IsAmong(kOff, word);
}

class RecordWriter {
 public:
  RecordWriter(const WordpressItem& item, const WordpressSite& site) : item_(item), site_(site) {}

  std::string Write() {
    WordpressHtml content = HtmlOfWordpress(item_.Text("content"));
    const std::string text = text::HtmlToText(content.html);
    if (text.empty() && content.html.find("<img") == std::string::npos) return {};
    restricted_ = content.restricted;
    writer_.StartObject();
    WriteText("id", item_.Text("post_id"));
    const std::string title = text::HtmlToText(item_.Text("title"));
    WriteText("title", title);
    WriteText("summary", text::HtmlToText(HtmlOfWordpress(item_.Text("excerpt")).html));
    if (base::IsWebAddress(base::Trim(item_.Text("link")))) WriteText("url", item_.Text("link"));
    const auto markdown = text::HtmlToMarkdown(content.html);
    base::WriteMember(writer_, "body", markdown ? *markdown : text);
    WriteLanguage(title + "\n" + text);
    WriteDate("created", "post_date");
    WriteDate("updated", "post_modified");
    WriteTags();
    WriteWhoMaySee();
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void WriteText(const char* name, std::string_view text) {
    if (!base::Trim(text).empty()) base::WriteMember(writer_, name, base::Trim(text));
  }

  std::string Slug(std::string_view taxonomy) const {
    for (const auto& term : item_.terms) {
      if (term.taxonomy == taxonomy) return term.slug;
    }
    return {};
  }

  std::string Meta(std::string_view key) const {
    for (const auto& [name, value] : item_.metas) {
      if (name == key) return value;
    }
    return {};
  }

  void WriteLanguage(const std::string& text) {
    std::string lang = Slug("language");
    if (const auto locale = site_.slugs.find(lang);
        locale != site_.slugs.end() && !base::KnownLanguage(lang)) {
      lang = locale->second;
    }
    if (lang.empty()) lang = Meta(kWpmlLanguage);
    WriteText("lang", lang);
    if (auto tag = base::KnownLanguage(site_.lang); lang.empty() && tag) {
      const bool whole = site_.lang.find_first_of("-_") != std::string::npos;
      WriteText("lang", LanguageAsNamed({std::move(*tag), whole, false}, text).value_or(""));
    }
    std::string family = Slug("post_translations");
    // Its number is none of a post.
    if (const std::string group = Meta(kWpmlGroup); family.empty() && !group.empty()) {
      family = "wpml-" + group;
    }
    WriteText("family", family);
  }

  /// The day by Greenwich's clock, or the site's; drafts have zeros.
  void WriteDate(const char* name, const std::string& element) {
    for (const std::string& source : {element + "_gmt", element}) {
      const std::string& date = item_.Text(source);
      if (date.empty() || date.starts_with("0000")) continue;
      return WriteText(name, std::string_view(date).substr(0, date.find(' ')));
    }
  }

  void WriteTags() {
    std::vector<std::string> tags;
    for (const auto& term : item_.terms) {
      if (!SortsByTopic(term.taxonomy) || term.slug == "uncategorized") continue;
      if (std::string name = text::HtmlToText(term.name); !name.empty()) {
        base::AddOnce(std::move(name), tags);
      }
    }
    if (!tags.empty()) base::WriteMember(writer_, "tags", tags);
  }

  void WriteWhoMaySee() {
    const std::string status = base::AsciiLower(base::Trim(item_.Text("status")));
    const bool shown = status == "publish" || status == "private";
    const bool gone = status == "trash" || status.starts_with("archive");
    WriteText("state", shown ? "published" : gone ? "archived" : "draft");
    // Types that a site never shows have no address of their own.
    const bool hidden = item_.Text("link").find("?post_type=") != std::string::npos;
    const bool roles = std::any_of(item_.metas.begin(), item_.metas.end(), [](const auto& meta) {
      return base::IsAmong(kRestrictions, meta.first) && IsSet(meta.second);
    });
    const bool open = status == "publish" && item_.Text("post_password").empty() && !restricted_ &&
                      !roles && !hidden;
    WriteText("audience", open ? "public" : "internal");
  }

  const WordpressItem& item_;
  const WordpressSite& site_;
  bool restricted_ = false;
  base::JsonBuffer buffer_;
  base::JsonWriter writer_{buffer_};
};

}  // namespace

bool IsWordpressMeta(std::string_view key) {
  return key == kWpmlLanguage || key == kWpmlGroup || base::IsAmong(kRestrictions, key);
}

const std::string& WordpressItem::Text(const std::string& name) const {
  static const std::string* none = new std::string;
  const auto found = texts.find(name);
  return found == texts.end() ? *none : found->second;
}

std::string WordpressRecord(const WordpressItem& item, const WordpressSite& site) {
  if (!IsArticleType(base::Trim(item.Text("post_type")))) return {};
  return RecordWriter(item, site).Write();
}

}  // namespace funnel::readers
