// SPDX-License-Identifier: GPL-2.0-or-later
// Which section of a support article a heading opens, in every supported language. The words are
// those that support sites of each country put over these sections.

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/bytestream.h>

#include <array>
#include <string>
#include <unordered_map>

#include "funnel/article.h"

namespace funnel {
namespace {

struct RoleNames {
  SectionRole role;
  const char* names;  // separated by '|', case-folded
};

constexpr std::array<RoleNames, 4> kRoleNames = {{
    {SectionRole::kSymptoms,
     "symptom|symptoms|problem|problem description|issue|issue description|error|error message|"
     "症状|問題|问题|问题描述|問題描述|现象|現象|故障现象|徵狀|症狀|エラー|事象|증상|문제|현상|문제 설명|อาการ|ปัญหา|"
     "लक्षण|समस्या|triệu chứng|vấn đề|hiện tượng|sự cố|gejala|masalah|simptom|isu|sintomas|problema|"
     "suliranin|symptome|symptôme|symptômes|problème|síntoma|síntomas|симптом|симптомы|проблема|"
     "fehlerbeschreibung|sintomi|sintoma|الأعراض|المشكلة"},
    {SectionRole::kEnvironment,
     "environment|applies to|affected products|product|products|affected versions|affected products"
     " and versions|环境|環境|适用于|適用於|受影响的产品和版本|対象製品|適用対象|対象|환경|적용 대상|สภาพแวดล้อม|"
     "ใช้กับ|परिवेश|वातावरण|लागू होता है|môi trường|áp dụng cho|lingkungan|berlaku untuk|"
     "berlaku bagi|persekitaran|terpakai untuk|kapaligiran|nalalapat sa|umgebung|gilt für|"
     "environnement|s'applique à|entorno|se aplica a|среда|применимо к|البيئة"},
    {SectionRole::kCause,
     "cause|causes|root cause|reason|原因|根本原因|成因|원인|สาเหตุ|कारण|nguyên nhân|lý do|penyebab|"
     "sebab|punca|sanhi|dahilan|ursache|ursachen|cause première|causa|причина|причины|السبب"},
    {SectionRole::kResolution,
     "resolution|solution|solutions|fix|workaround|how to fix|steps to resolve|resolution steps|"
     "mitigation|解决方法|解决方案|解决办法|解决|解決方法|解決方案|解決辦法|解決|解決策|対処方法|対処法|回避策|临时解决方法|"
     "暫時解決方法|해결 방법|해결방법|해결|해결책|해결 방안|วิธีแก้ไข|วิธีแก้ปัญหา|การแก้ไข|การแก้ปัญหา|समाधान|"
     "हल|निवारण|cách khắc phục|giải pháp|khắc phục|cách giải quyết|solusi|penyelesaian|"
     "cara mengatasi|resolusi|jalan keluar|solusyon|lunas|paraan ng pag-ayos|lösung|"
     "lösungen|problemumgehung|résolution|solución|resolución|решение|обходной путь|"
     "risoluzione|soluzione|solução|الحل"},
}};

std::string CaseFolded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  if (U_SUCCESS(status)) {
    fold->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                        sink, nullptr, status);
  }
  return folded;
}

const std::unordered_map<std::string, SectionRole>& RoleTable() {
  static const auto* table = [] {
    auto* roles = new std::unordered_map<std::string, SectionRole>;
    for (const RoleNames& entry : kRoleNames) {
      std::string_view rest = entry.names;
      while (!rest.empty()) {
        const std::size_t bar = rest.find('|');
        roles->emplace(CaseFolded(rest.substr(0, bar)), entry.role);
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
      }
    }
    return roles;
  }();
  return *table;
}

}  // namespace

SectionRole RoleOfHeading(std::string_view heading) {
  // Numbering in front and a colon behind do not change what a heading says.
  const std::size_t first = heading.find_first_not_of("0123456789.) \t");
  if (first == std::string_view::npos) return SectionRole::kOther;
  std::string key = CaseFolded(heading.substr(first));
  while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
  const auto found = RoleTable().find(key);
  return found == RoleTable().end() ? SectionRole::kOther : found->second;
}

}  // namespace funnel
