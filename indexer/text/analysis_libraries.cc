// SPDX-License-Identifier: GPL-2.0-or-later
// What the libraries make of sample texts, as a fingerprint of them.
#include "indexer/text/analysis_libraries.h"

#include <unicode/uversion.h>

#include "funnel/analyzer.h"
#include "indexer/base/hash.h"

namespace funnel {
namespace text {
namespace {

/// A change here changes every fingerprint.
constexpr AnalysisSample kSamples[] = {
    {"ar", "الطابعات والمستخدمون يطبعون برامجهم بسرعة المكتبات"},
    {"ca", "les impressores imprimien documents ràpidament connexions cancel·lades"},
    {"da", "printerne udskriver dokumenterne langsomt forbindelser brugernes"},
    {"de",
     "Die Druckerwarteschlangen löschten häufigsten Verbindungen täglich größere Einstellungen"},
    {"el", "οι εκτυπωτές εκτυπώνουν τα έγγραφα συνδέσεις χρηστών γρηγορότερα"},
    {"en",
     "printing printers printed connections generously happily running flies dying skis "
     "organization relational news proceed"},
    {"es", "las impresoras imprimieron rápidamente conexiones configurándolo canceladas"},
    {"eu", "inprimagailuak dokumentuak inprimatzen zituzten erabiltzaileentzat konexioetan"},
    {"fi", "tulostimet tulostivat asiakirjoissamme yhteyksistä käyttäjille nopeammin"},
    {"fr",
     "les imprimantes imprimaient rapidement connexions annulées l'utilisatrice généreusement"},
    {"ga", "priontálann na printéirí cáipéisí naisc úsáideoirí"},
    {"hi", "प्रिंटरों ने दस्तावेज़ों को छापा उपयोगकर्ताओं सेटिंग्स"},
    {"hu", "a nyomtatók nyomtatták a dokumentumokat felhasználóknak kapcsolatainkat"},
    {"hy", "տպիչները տպում են փաստաթղթերը օգտագործողների կապերը"},
    {"id", "pencetakan dokumennya dibatalkan mempercepat pengguna sambungannya"},
    {"it", "le stampanti stampavano velocemente connessioni annullate dell'utente cancellandole"},
    {"lt", "spausdintuvai spausdino dokumentus naudotojams ryšiuose"},
    {"ne", "प्रिन्टरहरूले कागजातहरू छाप्छन् प्रयोगकर्ताहरूलाई"},
    {"nl",
     "de printers drukten documenten langzamer verbindingen gebruikersinstellingen mogelijkheden"},
    {"no", "skriverne skrev ut dokumentene brukernes tilkoblinger raskere"},
    {"pt", "as impressoras imprimiam rapidamente conexões canceladas configurações utilizadores"},
    {"ro", "imprimantele tipăreau documentele utilizatorilor conexiunile anulate"},
    {"ru", "принтеры печатали документы пользователям соединениями быстрее отменённые"},
    {"sr-Cyrl", "штампачи су штампали документа корисницима"},
    {"sv", "skrivarna skrev ut dokumenten användarnas anslutningar snabbare"},
    {"ta", "அச்சுப்பொறிகள் ஆவணங்களை அச்சிட்டன பயனர்களுக்கு"},
    {"tr", "yazıcılar belgelerimizi yazdırıyorlardı kullanıcılarına bağlantılarını İSTANBUL"},
    {"th", "เครื่องพิมพ์ไม่ทำงานหลังจากอัปเดตระบบปฏิบัติการ ตั้งค่าเครือข่ายใหม่อีกครั้ง"},
    {"lo", "ເຄື່ອງພິມບໍ່ເຮັດວຽກຫຼັງຈາກອັບເດດລະບົບ"},
    {"km", "ម៉ាស៊ីនបោះពុម្ពមិនដំណើរការបន្ទាប់ពីធ្វើបច្ចុប្បន្នភាពប្រព័ន្ធ"},
    {"my", "ပုံနှိပ်စက်သည်စနစ်ကိုအပ်ဒိတ်လုပ်ပြီးနောက်အလုပ်မလုပ်ပါ"},
    {"ja", "プリンターの印刷待ち行列が消えません。更新後にｶﾀｶﾅと設定画面を再起動してください"},
    {"zh-Hans", "打印机更新后无法连接网络，请重新启动后台打印服务并检查用户权限"},
    {"zh-Hant", "印表機更新後無法連線網路，請重新啟動列印多工緩衝處理器並檢查使用者權限"},
    {"yue", "打印機唔該幫我睇下點解連唔到網絡"},
    {"ko", "프린터가 업데이트한 후에 네트워크에 연결되지 않습니다 사용자들에게"},
    {"vi", "Máy in không kết nối được mạng sau khi cập nhật hệ điều hành"},
    {"",
     "ﬁle Ｗｉｎｄｏｗｓ ①② ß ſ İi Å Å ǆ ⅷ ㌔ 㐂 𠮷 Wi-Fi v1.2.3-beta C++ user@example.com "
     "AADSTS50011 0x80070005 don't l’été a_b 3,14 👩‍🔧 🇹🇭 e\u0301 \u1E9E \u0130"},
};

}  // namespace

std::span<const AnalysisSample> AnalysisSamples() { return kSamples; }

}  // namespace text

namespace {

std::string Fingerprint() {
  base::FieldHasher hasher;
  Analyzer analyzer;
  for (const text::AnalysisSample& sample : text::AnalysisSamples()) {
    hasher.Add(analyzer.AnalyzeDocument(sample.text, sample.lang).ToString());
  }
  return hasher.Digest();
}

std::string IcuVersion() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

}  // namespace

const AnalysisLibraries& ThisAnalysis() {
  static const auto* const libraries = new AnalysisLibraries{IcuVersion(), Fingerprint()};
  return *libraries;
}

}  // namespace funnel
