// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "funnel/searcher.h"

namespace funnel::access {

/// Searchers of one knowledge base and audience, lent to one thread at a time. A Searcher follows
/// new publishes by itself; one that met a damaged base is thrown away, so that the next request
/// opens the base afresh. Thread-safe; no lock is held during a search.
class SearcherPool {
 public:
  SearcherPool(std::filesystem::path dir, Audience audience)
      : dir_(std::move(dir)), audience_(audience) {}

  /// Calls `use(Searcher&)`, which returns a Result, on a Searcher of its own and returns what it
  /// returns. Fails as Searcher::Open does; a base that is not there is kIo here, because
  /// kNotFound says that the base has no such article.
  template <class Use>
  auto With(Use&& use) -> decltype(use(std::declval<Searcher&>())) {
    auto searcher = Take();
    if (!searcher) return Fail(searcher.error());
    auto result = use(**searcher);
    if (result || IsHarmless(result.error().code)) Return(std::move(*searcher));
    return result;
  }

 private:
  static bool IsHarmless(ErrorCode code) {
    return code == ErrorCode::kInvalidInput || code == ErrorCode::kNotFound ||
           code == ErrorCode::kTimeout;
  }
  Result<std::unique_ptr<Searcher>> Take();
  void Return(std::unique_ptr<Searcher> searcher);

  const std::filesystem::path dir_;
  const Audience audience_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Searcher>> idle_;
};

}  // namespace funnel::access
