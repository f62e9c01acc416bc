// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/korean_loanwords.h"

#include <array>
#include <string_view>
#include <utility>

namespace funnel::text {
namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array kWords = {
    Spelling{"메세지", "메시지"},
    Spelling{"컨텐츠", "콘텐츠"},
    Spelling{"컨텐트", "콘텐트"},
    Spelling{"어플리케이션", "애플리케이션"},
    Spelling{"애플리캐이션", "애플리케이션"},
    Spelling{"데이타", "데이터"},
    Spelling{"화일", "파일"},
    Spelling{"레포트", "리포트"},
    Spelling{"악세스", "액세스"},
    Spelling{"억세스", "액세스"},
    Spelling{"엑세스", "액세스"},
    Spelling{"셋팅", "세팅"},
    Spelling{"디렉토리", "디렉터리"},
    Spelling{"윈도우즈", "윈도우"},
    Spelling{"아답터", "어댑터"},
    Spelling{"어답터", "어댑터"},
    Spelling{"아댑터", "어댑터"},
    Spelling{"콤포넌트", "컴포넌트"},
    Spelling{"네트웍", "네트워크"},
    Spelling{"네트웤", "네트워크"},
    Spelling{"라이센스", "라이선스"},
    Spelling{"메뉴얼", "매뉴얼"},
    Spelling{"카달로그", "카탈로그"},
    Spelling{"캐쉬", "캐시"},
    Spelling{"푸쉬", "푸시"},
    Spelling{"해쉬", "해시"},
    Spelling{"대쉬보드", "대시보드"},
    Spelling{"플래쉬", "플래시"},
    Spelling{"리프레쉬", "리프레시"},
    Spelling{"브러쉬", "브러시"},
    Spelling{"콘트롤", "컨트롤"},
    Spelling{"컨퍼런스", "콘퍼런스"},
    Spelling{"콘테이너", "컨테이너"},
    Spelling{"릴리즈", "릴리스"},
    Spelling{"써비스", "서비스"},
    Spelling{"클라스터", "클러스터"},
    Spelling{"템플렛", "템플릿"},
    Spelling{"썸네일", "섬네일"},
    Spelling{"심볼", "심벌"},
    Spelling{"블럭", "블록"},
    Spelling{"타겟", "타깃"},
    Spelling{"컨셉", "콘셉트"},
    Spelling{"스크린샷", "스크린숏"},
    Spelling{"워크플로우", "워크플로"},
    Spelling{"쉐어", "셰어"},
    Spelling{"옵숀", "옵션"},
    Spelling{"에뮬레이타", "에뮬레이터"},
    Spelling{"모니타", "모니터"},
    // ㅈ and ㅊ swallow the glide of a borrowed vowel: the writings differ, the sounds do not.
    Spelling{"져", "저"},
    Spelling{"쳐", "처"},
    Spelling{"쥬", "주"},
    Spelling{"츄", "추"},
    Spelling{"쟈", "자"},
    Spelling{"챠", "차"},
    Spelling{"죠", "조"},
    Spelling{"쵸", "초"},
};

}  // namespace

void SpellLoanwords(std::string& stem) {
  for (const auto& [from, to] : kWords) {
    const std::size_t at = stem.find(from);
    if (at != std::string::npos) stem.replace(at, from.size(), to);
  }
}

}  // namespace funnel::text
