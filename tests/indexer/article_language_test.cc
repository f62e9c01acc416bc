// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/article_language.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

TEST_CASE("LanguageOfText: by the share of the text, not by one foreign word") {
  struct {
    const char* text;
    const char* lang;
  } const rows[] = {
      {"The field is called パスワード on imported devices. Type the password of your account "
       "there "
       "and press the large key below it.",
       "en"},
      {"Open Settings and choose your language from the list: English, 한국어, Deutsch, ไทย. The "
       "menus change at once, and your files stay as they are.",
       "en"},
      {"Öffnen Sie die Einstellungen und wählen Sie Ihre Sprache: English, 日本語, Русский. Die "
       "Menüs ändern sich sofort.",
       "de"},
      {"The Ukrainian word for printer is принтер, and the button says Друк in that language.",
       "en"},
      {"請在登入頁面輸入帳號與密碼。日系家電「象の印」系列的保固請洽台灣總代理。其他問題請聯絡客服"
       "中心，我們將盡快回覆您的來信。",
       "zh-Hant"},
      {"请在登录页面输入账号和密码。日系家电“象の印”系列的保修请联系总代理。", "zh-Hans"},
      {"設定画面で「English」を選びます。", "ja"},
      {"Microsoft Teams の通話ポリシー AllowCloudRecordingForCalls を有効にするには、PowerShell で "
       "Set-CsTeamsCallingPolicy -Identity Global を実行します。",
       "ja"},
      {"kubectl get pods 명령으로 파드의 상태를 확인하고 kubectl describe pod 명령을 실행합니다.",
       "ko"},
      {"เปิด Microsoft Outlook แล้วเลือก File จากนั้นเลือก Account Settings", "th"},
      {"Откройте Microsoft Outlook и выберите Account Settings, затем нажмите кнопку.", "ru"},
      {"Відкрийте налаштування, щоб змінити пароль свого облікового запису.", "uk"},
      {"अपने खाते का पासवर्ड बदलने के लिए सेटिंग खोलें और बटन दबाएँ।", "hi"},
      {"Mở Cài đặt rồi chọn ngôn ngữ của bạn trong danh sách.", "vi"},
      {"パスワード", "ja"},
      {"한국어", "ko"},
      {"", "und"},
      {"123 456", "und"},
      {"\xFF\xFE broken \x80", "en"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(readers::LanguageOfText(row.text) == row.lang);
  }
  // Long texts, and one without a space.
  std::string list = "Choose one of these. ";
  for (int i = 0; i < 50; ++i)
    list += "The device speaks many languages and you may pick one. 日本語 ";
  CHECK(readers::LanguageOfText(list) == "en");
  CHECK(readers::LanguageOfText(std::string(1'000'000, 'x')).size() >= 2);
}

}  // namespace
}  // namespace funnel
