// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace funnel {

/// What went wrong, for programs. The names are stable: they appear in problem+json answers and in
/// `--json` output (see CodeName).
enum class ErrorCode {
  kInvalidInput,   ///< The caller's input cannot be used; the message says where and why.
  kNotFound,       ///< The named file, article or knowledge base does not exist.
  kIndexMismatch,  ///< The index was written by another schema or analyzer version.
  kCorrupt,        ///< The index is damaged.
  kLocked,         ///< Another writer holds the index.
  kIo,             ///< Reading or writing failed: no space, no permission, read-only.
  kTimeout,        ///< The deadline passed before the answer was complete.
  kInternal,       ///< A bug of ours, or a library failing in a way nobody foresaw.
};

/// The stable name of `code`, such as "invalid-input".
std::string_view CodeName(ErrorCode code);

/// One failure: a code for programs and one line for people that names the object and the remedy.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

/// A value or an Error. Libraries return it instead of throwing, printing or exiting.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// The failing Result: `return Fail(ErrorCode::kNotFound, "kb: no such folder");`
inline tl::unexpected<Error> Fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// Passes an Error of one Result on as another's: `if (!r) return Fail(r.error());`
inline tl::unexpected<Error> Fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace funnel
