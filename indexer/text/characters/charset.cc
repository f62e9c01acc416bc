// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "indexer/base/ascii.h"
#include "indexer/base/icu.h"

namespace funnel::text {
namespace {

struct Label {
  std::string_view declared;
  const char* meant;
};

/// Where pages mean more than the name says.
constexpr Label kLabels[] = {
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"x-gbk", "gb18030"},
    {"big5", "windows-950"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"ksc5601", "windows-949"},
    {"unicode", "utf-16le"},
    {"utf-16", "utf-16le"},
};

}  // namespace

Result<std::string> ToUtf8(std::string_view bytes, std::string_view charset) {
  std::string name = base::AsciiLower(charset);
  for (const Label& label : kLabels) {
    if (name == label.declared) name = label.meant;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
      ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || converter == nullptr || name.empty()) {
    return Fail(ErrorCode::kInvalidInput, "nobody knows the charset '" +
                                              std::string(charset.substr(0, 40)) +
                                              "'; save the file as UTF-8 and declare that");
  }
  if (bytes.size() > base::kMaxIcuBytes) {
    return Fail(ErrorCode::kInvalidInput, "too long to be converted; split it");
  }
  const icu::UnicodeString text(bytes.data(), base::IcuLength(bytes), converter.get(), status);
  if (U_FAILURE(status)) {
    return Fail(ErrorCode::kInvalidInput, "cannot be converted from '" +
                                              std::string(charset.substr(0, 40)) +
                                              "'; save the file as UTF-8 and declare that");
  }
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace funnel::text
