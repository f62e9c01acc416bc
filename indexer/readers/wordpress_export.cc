// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/wordpress_export.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <utility>

#include "indexer/base/among.h"
#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/wordpress_item.h"

namespace funnel::readers {
namespace {

/// Before the first element stands a comment of some 1,500 bytes.
constexpr std::size_t kBeginBytes = 16384;
/// An item with all its comments and settings.
constexpr std::uint64_t kMaxItemBytes = std::uint64_t{64} << 20;
constexpr std::size_t kMostLanguages = 1000;
constexpr std::string_view kPostElements[] = {"post_id",       "post_type",        "status",
                                              "post_password", "post_date",        "post_date_gmt",
                                              "post_modified", "post_modified_gmt"};
constexpr std::string_view kNamespace = "http://wordpress.org/export/";

/// A parser of XML with the file that it reads.
class XmlFile {
 public:
  explicit XmlFile(const std::filesystem::path& path) : in_(path, std::ios::binary) {
    if (!in_.is_open()) return;
    // Neither XML_PARSE_NOENT, which would put entities in, nor XML_PARSE_HUGE, which lifts limits.
    reader_ = xmlReaderForIO(ReadBytes, nullptr, this, nullptr, nullptr,
                             XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    if (reader_ != nullptr) xmlTextReaderSetErrorHandler(reader_, NoteError, this);
  }
  ~XmlFile() { xmlFreeTextReader(reader_); }
  XmlFile(const XmlFile&) = delete;
  XmlFile& operator=(const XmlFile&) = delete;

  bool open() const { return reader_ != nullptr; }

  /// Goes to the next node. False at the end and where it is no XML from here on: broken().
  bool Next() {
    const int read = xmlTextReaderRead(reader_);
    broken_ = read < 0;
    return read == 1;
  }

  bool broken() const { return broken_; }

  int type() const { return xmlTextReaderNodeType(reader_); }
  int depth() const { return xmlTextReaderDepth(reader_); }
  bool empty() const { return xmlTextReaderIsEmptyElement(reader_) == 1; }
  std::string_view prefix() const { return View(xmlTextReaderConstPrefix(reader_)); }
  std::string_view name() const { return View(xmlTextReaderConstLocalName(reader_)); }
  std::string_view value() const { return View(xmlTextReaderConstValue(reader_)); }
  /// The line that the node begins in; the parser is further on.
  std::size_t line() const {
    const long line = xmlGetLineNo(xmlTextReaderCurrentNode(reader_));
    return static_cast<std::size_t>(std::max(line, 0L));
  }

  std::string Attribute(const char* name) const {
    xmlChar* value = xmlTextReaderGetAttribute(reader_, reinterpret_cast<const xmlChar*>(name));
    std::string text(View(value));
    xmlFree(value);
    return text;
  }

  const std::string& error() const { return error_; }
  std::size_t error_line() const { return error_line_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  static std::string_view View(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
  }

  static int ReadBytes(void* self, char* bytes, int size) {
    auto* file = static_cast<XmlFile*>(self);
    file->in_.read(bytes, size);
    const auto count = static_cast<int>(file->in_.gcount());
    std::replace_if(
        bytes, bytes + count,
        [](char c) { return base::IsControl(c) && c != '\t' && c != '\n' && c != '\r'; }, ' ');
    file->bytes_ += static_cast<std::uint64_t>(count);
    return file->in_.bad() ? -1 : count;
  }

  static void NoteError(void* self, const char* message, xmlParserSeverities,
                        xmlTextReaderLocatorPtr locator) {
    auto* file = static_cast<XmlFile*>(self);
    if (base::Trim(message).starts_with("Namespace ")) return;
    if (!file->error_.empty()) return;
    file->error_ = base::Trim(message);
    file->error_line_ =
        static_cast<std::size_t>(std::max(xmlTextReaderLocatorLineNumber(locator), 0));
  }

  std::ifstream in_;
  xmlTextReaderPtr reader_ = nullptr;
  bool broken_ = false;
  std::string error_;
  std::size_t error_line_ = 0;
  std::uint64_t bytes_ = 0;
};

/// The locale in the description of a language of Polylang: serialized PHP.
std::string LocaleIn(std::string_view description) {
  constexpr std::string_view kKey = "\"locale\";s:";
  const std::size_t key = description.find(kKey);
  if (key == std::string_view::npos) return {};
  const std::size_t begin = description.find('"', key + kKey.size());
  const std::size_t end = description.find('"', std::min(begin, description.size() - 1) + 1);
  if (end == std::string_view::npos || begin >= end) return {};
  return std::string(description.substr(begin + 1, end - begin - 1));
}

class WordpressStream : public RecordStream {
 public:
  WordpressStream(const std::filesystem::path& path, std::string name)
      : xml_(path), name_(std::move(name)) {}

  bool open() const { return xml_.open(); }

  std::optional<Result<JsonlLine>> Next() override {
    while (!ended_) {
      begin_ = xml_.bytes();
      if (!xml_.Next()) return End();
      const int type = xml_.type();
      if (type == XML_READER_TYPE_DOCUMENT_TYPE) {
        ended_ = true;
        return base::FailAt(name_, xml_.line(), 0,
                            "has a DOCTYPE, which no export of WordPress has; export it anew");
      }
      if (type != XML_READER_TYPE_ELEMENT || xml_.empty()) continue;
      if (xml_.depth() == 2 && xml_.name() == "language") {
        if (!ReadText(site_.lang)) return End();
      } else if (xml_.depth() == 2 && xml_.prefix() == "wp" && xml_.name() == "term") {
        if (!ReadTerm()) return End();
      } else if (xml_.depth() == 2 && xml_.name() == "item") {
        const std::size_t line = xml_.line();
        WordpressItem item;
        if (!ReadItem(item)) return End();
        if (std::string record = WordpressRecord(item, site_); !record.empty()) {
          JsonlLine read;
          read.bytes = static_cast<std::size_t>(xml_.bytes() - given_);
          given_ = xml_.bytes();
          read.number = line;
          read.too_long = record.size() > kMaxArticleBytes;
          read.text = std::move(record);
          return read;
        }
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<Result<JsonlLine>> End() {
    ended_ = true;
    if (TooLong()) {
      return base::FailAt(name_, xml_.line(), 0,
                          "the item is longer than 64 MiB; export the file anew without it");
    }
    // Others are warnings to us: a prefix without a namespace, which plugins write.
    if (!xml_.broken()) return std::nullopt;
    return base::FailAt(name_, xml_.error_line(), 0,
                        "no XML from here on (" + xml_.error() + "); export it anew");
  }

  /// Whether the end of the element at `depth` was just reached.
  bool AtEnd(int depth) const {
    return xml_.type() == XML_READER_TYPE_END_ELEMENT && xml_.depth() == depth;
  }

  bool TooLong() const { return xml_.bytes() - begin_ > kMaxItemBytes; }

  /// The text of the element, which is not empty; false where the file ends within.
  bool ReadText(std::string& text) {
    const int depth = xml_.depth();
    while (!TooLong() && xml_.Next()) {
      if (AtEnd(depth)) return true;
      const int type = xml_.type();
      if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
          type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) {
        text += xml_.value();
      }
    }
    return false;
  }

  /// Hands each child of the element, which has some, to `take`, which reads it.
  template <class Take>
  bool ForEachChild(const Take& take) {
    const int depth = xml_.depth();
    while (!TooLong() && xml_.Next()) {
      if (AtEnd(depth)) return true;
      // Of what is not taken the children are passed, too: they are deeper.
      if (xml_.type() != XML_READER_TYPE_ELEMENT || xml_.empty() || xml_.depth() != depth + 1) {
        continue;
      }
      if (!take()) return false;
    }
    return false;
  }

  bool ReadTerm() {
    std::string taxonomy, slug, description;
    const bool read = ForEachChild([&] {
      const std::string_view name = xml_.name();
      return name == "term_taxonomy"      ? ReadText(taxonomy)
             : name == "term_slug"        ? ReadText(slug)
             : name == "term_description" ? ReadText(description)
                                          : true;
    });
    if (taxonomy == "language" && site_.slugs.size() < kMostLanguages)
      site_.slugs.emplace(slug, LocaleIn(description));
    return read;
  }

  bool ReadItem(WordpressItem& item) {
    return ForEachChild([&] {
      const std::string name(xml_.name());
      const std::string_view prefix = xml_.prefix();
      if (name == "category" && prefix.empty()) {
        WordpressItem::Term term{xml_.Attribute("domain"), xml_.Attribute("nicename"), {}};
        if (!ReadText(term.name)) return false;
        item.terms.push_back(std::move(term));
        return true;
      }
      if (name == "postmeta") return ReadMeta(item);
      if (name == "encoded" && (prefix == "content" || prefix == "excerpt")) {
        return ReadText(item.texts[std::string(prefix)]);
      }
      const bool known = prefix == "wp" ? base::IsAmong(kPostElements, name)
                                        : prefix.empty() && (name == "title" || name == "link");
      return !known || ReadText(item.texts[name]);
    });
  }

  bool ReadMeta(WordpressItem& item) {
    std::pair<std::string, std::string> meta;
    const bool read = ForEachChild([&] {
      return xml_.name() == "meta_key"     ? ReadText(meta.first)
             : xml_.name() == "meta_value" ? ReadText(meta.second)
                                           : true;
    });
    if (IsWordpressMeta(meta.first)) item.metas.push_back(std::move(meta));
    return read;
  }

  XmlFile xml_;
  std::string name_;
  WordpressSite site_;
  std::uint64_t given_ = 0;  ///< Bytes of the file up to the end of the last article.
  std::uint64_t begin_ = 0;  ///< Bytes of the file before the item, about.
  bool ended_ = false;
};

}  // namespace

bool IsWordpressExport(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string begin(kBeginBytes, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  const std::size_t root = begin.find("<rss");
  return root != std::string::npos && begin.find(kNamespace, root) != std::string::npos;
}

Result<std::unique_ptr<RecordStream>> OpenWordpress(const std::filesystem::path& path,
                                                    const std::string& name) {
  auto stream = std::make_unique<WordpressStream>(path, name);
  if (!stream->open()) return base::FailAt(name, 0, 0, "cannot be read; check that it is readable");
  return stream;
}

}  // namespace funnel::readers
