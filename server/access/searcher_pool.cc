// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access/searcher_pool.h"

namespace funnel::access {

Result<std::unique_ptr<Searcher>> SearcherPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      // The one used last: its blocks are the ones still in the caches.
      auto searcher = std::move(idle_.back());
      idle_.pop_back();
      return searcher;
    }
  }
  auto opened = Searcher::Open(dir_, audience_);
  if (!opened) {
    Error error = opened.error();
    if (error.code == ErrorCode::kNotFound) error.code = ErrorCode::kIo;
    return Fail(std::move(error));
  }
  return std::make_unique<Searcher>(std::move(*opened));
}

void SearcherPool::Return(std::unique_ptr<Searcher> searcher) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(searcher));
}

}  // namespace funnel::access
