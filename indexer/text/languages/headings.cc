// SPDX-License-Identifier: GPL-2.0-or-later
// Which section of a support article a heading opens, in every supported language. The words are
// those that support sites of each country put over these sections.

#include "indexer/text/languages/headings.h"

#include <string>
#include <unordered_map>

#include "funnel/article.h"
#include "indexer/text/characters/normalizers.h"

namespace funnel::text {
namespace {

/// The headings of one language, by role; in each, separated by '|', first the one that a template
/// has. Letter case does not matter but for that one.
struct LanguageHeadings {
  std::string_view lang;
  std::string_view symptoms;
  std::string_view environment;
  std::string_view cause;
  std::string_view resolution;

  std::string_view Names(SectionRole role) const {
    switch (role) {
      case SectionRole::kSymptoms:
        return symptoms;
      case SectionRole::kEnvironment:
        return environment;
      case SectionRole::kCause:
        return cause;
      case SectionRole::kResolution:
        return resolution;
      case SectionRole::kOther:
        break;
    }
    return {};
  }
};

constexpr LanguageHeadings kHeadings[] = {
    {"en",
     "Symptoms|symptom|problem|problem description|issue|issue description|error|error message",
     "Environment|applies to|affected products|product|products|affected versions|affected products"
     " and versions",
     "Cause|causes|root cause|reason",
     "Resolution|solution|solutions|fix|workaround|how to fix|steps to resolve|resolution steps|"
     "mitigation"},
    {"zh-Hans", "症状|问题|问题描述|现象|故障现象", "环境|适用于|受影响的产品和版本",
     "原因|根本原因|成因", "解决方法|解决方案|解决办法|解决|临时解决方法"},
    {"zh-Hant", "症狀|問題|問題描述|現象|徵狀", "環境|適用於", "原因|根本原因|成因",
     "解決方法|解決方案|解決辦法|解決|暫時解決方法"},
    {"ja", "現象|症状|問題|エラー|事象", "環境|対象製品|適用対象|対象", "原因|根本原因",
     "解決方法|解決策|解決|対処方法|対処法|回避策"},
    {"ko", "증상|문제|현상|문제 설명", "환경|적용 대상", "원인",
     "해결 방법|해결방법|해결|해결책|해결 방안"},
    {"th", "อาการ|ปัญหา", "สภาพแวดล้อม|ใช้กับ", "สาเหตุ", "วิธีแก้ไข|วิธีแก้ปัญหา|การแก้ไข|การแก้ปัญหา"},
    {"hi", "लक्षण|समस्या", "परिवेश|वातावरण|लागू होता है", "कारण", "समाधान|हल|निवारण"},
    {"vi", "Triệu chứng|vấn đề|hiện tượng|sự cố", "Môi trường|áp dụng cho", "Nguyên nhân|lý do",
     "Cách khắc phục|giải pháp|khắc phục|cách giải quyết"},
    {"id", "Gejala|masalah", "Lingkungan|berlaku untuk", "Penyebab|sebab",
     "Solusi|penyelesaian|cara mengatasi|resolusi|jalan keluar"},
    {"ms", "Gejala|simptom|masalah|isu", "Persekitaran|terpakai untuk|berlaku bagi",
     "Punca|sebab|penyebab", "Penyelesaian|jalan keluar|cara mengatasi"},
    {"tl", "Sintomas|problema|suliranin", "Kapaligiran|nalalapat sa", "Sanhi|dahilan",
     "Solusyon|lunas|paraan ng pag-ayos"},
    {"de", "Symptome|symptom|problem|fehlerbeschreibung", "Umgebung|gilt für", "Ursache|ursachen",
     "Lösung|lösungen|problemumgehung"},
    {"fr", "Symptômes|symptôme|problème", "Environnement|s'applique à",
     "Cause|causes|cause première", "Résolution|solution|solutions"},
    {"es", "Síntomas|síntoma|problema", "Entorno|se aplica a", "Causa|causas",
     "Solución|soluciones|resolución"},
    {"pt", "Sintomas|sintoma|problema", "Ambiente|aplica-se a", "Causa|causas",
     "Solução|soluções|resolução"},
    {"it", "Sintomi|sintomo|problema", "Ambiente|si applica a", "Causa|cause",
     "Soluzione|soluzioni|risoluzione"},
    {"ru", "Симптомы|симптом|проблема", "Среда|окружение|применимо к", "Причина|причины",
     "Решение|обходной путь"},
    {"ar", "الأعراض|المشكلة", "البيئة", "السبب", "الحل"},
};

constexpr SectionRole kRoles[] = {SectionRole::kSymptoms, SectionRole::kEnvironment,
                                  SectionRole::kCause, SectionRole::kResolution};

const std::unordered_map<std::string, SectionRole>& RoleTable() {
  static const auto* table = [] {
    auto* roles = new std::unordered_map<std::string, SectionRole>;
    for (const LanguageHeadings& language : kHeadings) {
      for (const SectionRole role : kRoles) {
        std::string_view rest = language.Names(role);
        while (!rest.empty()) {
          const std::size_t bar = rest.find('|');
          roles->emplace(CaseFolded(rest.substr(0, bar)), role);
          rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
        }
      }
    }
    return roles;
  }();
  return *table;
}

}  // namespace

std::string HeadingOfRole(SectionRole role, std::string_view lang) {
  const LanguageHeadings* language = &kHeadings[0];
  for (const LanguageHeadings& one : kHeadings) {
    if (one.lang == lang) language = &one;
  }
  const std::string_view names = language->Names(role);
  return std::string(names.substr(0, names.find('|')));
}

std::vector<std::string_view> HeadingLanguages() {
  std::vector<std::string_view> languages;
  for (const LanguageHeadings& one : kHeadings) languages.push_back(one.lang);
  return languages;
}

}  // namespace funnel::text

namespace funnel {

SectionRole RoleOfHeading(std::string_view heading) {
  // Numbering in front and a colon behind do not change what a heading says.
  const std::size_t first = heading.find_first_not_of("0123456789.) \t");
  if (first == std::string_view::npos) return SectionRole::kOther;
  std::string key = text::CaseFolded(heading.substr(first));
  while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
  const auto found = text::RoleTable().find(key);
  return found == text::RoleTable().end() ? SectionRole::kOther : found->second;
}

}  // namespace funnel
