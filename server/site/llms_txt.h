// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "funnel/result.h"
#include "server/access/served_base.h"
#include "server/site/ui.h"

namespace funnel::site {

/// /llms.txt (llmstxt.org): what the site is, for models that read it, and links to the Markdown of
/// the newest articles in one language, by product. Made once for each publish. Thread-safe.
class LlmsTxt {
 public:
  explicit LlmsTxt(access::ServedBase& base) : base_(base) {}

  static constexpr std::size_t kMostProducts = 12;
  static constexpr std::size_t kArticlesOfProduct = 8;

  /// `lang` is canonical; where it is empty, or the base has no such articles, English, or the
  /// first language that the base has. `address` is what SiteAddress says. Fails as
  /// ServedBase::Describe.
  Result<std::string> Get(const std::string& lang, const std::string& address);

 private:
  Result<std::string> Make(const BaseDescription& about, const std::string& lang,
                           const std::string& address);

  access::ServedBase& base_;
  std::mutex mutex_;
  std::string state_;  ///< Of the base, that `made_` is from.
  std::map<std::string, std::string> made_;
};

}  // namespace funnel::site
