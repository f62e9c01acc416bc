// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/packed.h"

#include <zstd.h>

#include <memory>
#include <new>

#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace {

constexpr int kLevel = 3;
/// No record is larger: an article has 16 MiB at most, and a record holds it twice.
constexpr unsigned long long kMaxBytes = 256ULL << 20;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string Pack(std::string_view bytes) {
  const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size)) throw std::bad_alloc();  // Nothing else can fail here.
  packed.resize(size);
  return packed;
}

std::string Unpack(std::string_view packed) {
  const Failure damaged(
      {ErrorCode::kCorrupt, "a version in the history is damaged; restore a backup"});
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size > kMaxBytes) throw damaged;  // So are the codes for unknown sizes and errors.
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const std::size_t done =
      ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size());
  if (ZSTD_isError(done) || done != bytes.size()) throw damaged;
  return bytes;
}

}  // namespace funnel::store
