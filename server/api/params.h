// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/api/param_error.h"
#include "server/http/web.h"

namespace funnel::api {

/// The canonical form of a language tag that a parameter says; empty where it says none. Fails
/// where it is no such tag.
tl::expected<std::string, ParamError> ReadLanguage(std::string_view parameter,
                                                   const std::string& tag);

/// The parameters of one request: of a GET its query's, of a POST the members of a JSON object.
class Params {
 public:
  using Names = std::vector<std::string_view>;

  /// Of a POST these are all that there may be: texts, and whole numbers; of a GET others are
  /// ignored. Fails where the body cannot be used. The names are literals.
  static tl::expected<Params, ParamError> Read(const http::WebRequest& request, const Names& texts,
                                               const Names& numbers);

  /// The text of a parameter; empty where it is not given.
  const std::string& Text(std::string_view name) const;

  /// A number from `least` to `most`, `otherwise` where it is not given.
  tl::expected<std::size_t, ParamError> Number(std::string_view name, std::size_t least,
                                               std::size_t most, std::size_t otherwise) const;

  /// A day, such as 2024-03-02; nothing where it is not given.
  tl::expected<std::optional<std::chrono::sys_days>, ParamError> Day(std::string_view name) const;

  /// A language tag in canonical form, or empty.
  tl::expected<std::string, ParamError> Language(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace funnel::api
