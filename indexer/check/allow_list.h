// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>

#include "funnel/result.h"

namespace funnel::check {

/// What looks like a secret or a person's address and may be published all the same: whole e-mail
/// addresses, domains (with those below them), sample passwords and keys. Letter case matters for
/// the last two only.
class AllowList {
 public:
  /// One entry; white space around it is dropped.
  void Add(std::string_view entry);

  /// One entry a line; blank lines and lines that begin with '#' are comments.
  /// Fails with kNotFound or kIo.
  Result<void> AddFile(const std::filesystem::path& path);

  /// Whether `secret` is an entry as it stands.
  bool HasSecret(std::string_view secret) const;

  /// Whether `address`, its domain, or a domain above that is an entry.
  bool HasAddress(std::string_view address) const;

 private:
  std::unordered_set<std::string> exact_;
  std::unordered_set<std::string> lower_;
};

}  // namespace funnel::check
