// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/normalizers.h"

#include <unicode/bytestream.h>

#include "indexer/base/icu.h"

namespace funnel::text {
namespace {

using Getter = const icu::Normalizer2* (*)(UErrorCode&);

const icu::Normalizer2& Got(Getter get) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = get(status);
  base::CheckIcu(status, "a normalizer");
  return *normalizer;
}

}  // namespace

const icu::Normalizer2& Nfkc() {
  static const icu::Normalizer2& nfkc = Got(icu::Normalizer2::getNFKCInstance);
  return nfkc;
}

const icu::Normalizer2& NfkcCasefold() {
  static const icu::Normalizer2& fold = Got(icu::Normalizer2::getNFKCCasefoldInstance);
  return fold;
}

const icu::Normalizer2& Nfd() {
  static const icu::Normalizer2& nfd = Got(icu::Normalizer2::getNFDInstance);
  return nfd;
}

std::string ComposedForm(std::string_view utf8) {
  static const icu::Normalizer2& nfc = Got(icu::Normalizer2::getNFCInstance);
  UErrorCode status = U_ZERO_ERROR;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  nfc.normalizeUTF8(0, base::IcuPiece(utf8), sink, nullptr, status);
  base::CheckIcu(status, "a text in one form");
  return composed;
}

std::string CaseFolded(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  NfkcCasefold().normalizeUTF8(0, base::IcuPiece(utf8), sink, nullptr, status);
  base::CheckIcu(status, "a text without case");
  return folded;
}

}  // namespace funnel::text
