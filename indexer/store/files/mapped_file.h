// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace funnel::store {

/// A file in memory as long as this lives, also when the file is replaced.
class MappedFile {
 public:
  /// Throws std::system_error.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Appends the lowest `bytes` bytes of `value`, the lowest first.
void PutFixed(std::string& out, std::uint64_t value, int bytes);

/// The number of `count` bytes that PutFixed wrote at `at`, which must lie in `bytes`.
std::uint64_t TakeFixed(std::string_view bytes, std::size_t at, int count);

}  // namespace funnel::store
