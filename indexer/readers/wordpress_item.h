// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace funnel::readers {

/// One item of an export of WordPress: a post, a page, or what plugins make of these.
struct WordpressItem {
  /// The texts of its elements, by name without the prefix: title, link, post_id, post_type,
  /// status, post_password, post_date, post_date_gmt, post_modified, post_modified_gmt; content and
  /// excerpt for the two that are called "encoded".
  std::map<std::string, std::string> texts;
  struct Term {
    std::string taxonomy;
    std::string slug;
    std::string name;
  };
  std::vector<Term> terms;                                 ///< Its <category> elements.
  std::vector<std::pair<std::string, std::string>> metas;  ///< Its <wp:postmeta>, IsWordpressMeta.

  const std::string& Text(const std::string& name) const;
};

/// Whether a <wp:postmeta> of that key says something of the article.
bool IsWordpressMeta(std::string_view key);

/// What the site says of its languages.
struct WordpressSite {
  std::string lang;                          ///< Of the whole site, as its channel has it.
  std::map<std::string, std::string> slugs;  ///< Polylang's languages: a locale by its slug.
};

/// The item as an object that ReadJsonlArticle reads; empty for what is no article: attachments,
/// revisions, menus, settings, messages and orders of visitors, and items without content.
///   id, url      post_id; link, where it is an address
///   body         content as HTML (HtmlOfWordpress), as Markdown; summary: excerpt
///   lang, family the term of the taxonomies language and post_translations (Polylang), or the
///   metas
///                _wpml_import_language_code and _wpml_import_translation_group (WPML); without
///                these the site's language where the text may be in it
///   tags         its categories and tags, but "uncategorized"
///   state        published where its status is publish or private; archived for trash and archive;
///                else (draft, pending, future, ...) draft: whoever wrote it has not published it
///   audience     public where its status is publish and nothing restricts it: no password, no role
///                of a membership plugin, no shortcode that hides a part, and no address that only
///                types which the site never shows have (?post_type=...); else internal, since some
///                readers of the site see it
///   created, updated: post_date_gmt, post_modified_gmt, or the same without "_gmt"
/// Names and addresses of authors and of those who left comments are in none of it.
std::string WordpressRecord(const WordpressItem& item, const WordpressSite& site);

}  // namespace funnel::readers
