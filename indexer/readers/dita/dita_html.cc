// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita/dita_html.h"

#include <libxml/tree.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/html.h"
#include "indexer/readers/dita/dita_elements.h"
#include "indexer/readers/dita/dita_links.h"
#include "indexer/text/languages/headings.h"

namespace funnel::readers {
namespace {

constexpr std::size_t kMostHtmlBytes = std::size_t{32} << 20;
/// Elements and texts written, those that stand for references as often as they do.
constexpr std::size_t kMostNodes = 5'000'000;
/// References within references.
constexpr std::size_t kMostNested = 16;

std::string_view ContentOf(const DitaNode* node) {
  return node->content == nullptr ? "" : reinterpret_cast<const char*>(node->content);
}

class Writer {
 public:
  Writer(DitaNode* root, std::string_view file, std::string_view lang)
      : links_(root, file), lang_(lang) {}

  /// The topic without its title, and the topics behind it.
  void Write(DitaNode* topic) {
    WriteChildren(topic);
    for (DitaNode* next = DitaElementFrom(topic->next); next != nullptr;
         next = DitaElementFrom(next->next)) {
      WriteElement(next);
    }
  }

  DitaHtml Take() { return std::move(out_); }

 private:
  enum class Text : std::uint8_t { kFlowing, kVerbatim, kLines };

  bool Full() {
    out_.too_long = out_.too_long || ++nodes_ > kMostNodes || out_.html.size() > kMostHtmlBytes;
    return out_.too_long;
  }

  void Put(std::string_view html) { out_.html += html; }
  void PutText(std::string_view text) { base::AppendEscapedHtml(text, out_.html); }

  void Open(std::string_view tag) {
    if (!tag.empty()) ((out_.html += '<') += tag) += '>';
  }
  void Close(std::string_view tag) {
    if (!tag.empty()) ((out_.html += "</") += tag) += '>';
  }

  void NoteUnresolved(const DitaNode* node) {
    if (out_.unresolved++ == 0) out_.unresolved_line = DitaLine(node);
  }

  void WriteChildren(DitaNode* node) {
    bool in_links = false;
    for (DitaNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_ELEMENT_NODE) {
        const bool link = DitaName(child) == "link";
        if (link != in_links) Put(link ? "<ul>" : "</ul>");
        in_links = link;
        WriteElement(child);
      } else {
        WriteText(child);
      }
    }
    if (in_links) Put("</ul>");
  }

  void WriteText(const DitaNode* node) {
    if (Full()) return;
    if (node->type == XML_ENTITY_REF_NODE) {
      ((out_.html += '&') += reinterpret_cast<const char*>(node->name)) += ';';
    } else if (IsDitaText(node) && text_ == Text::kLines) {
      std::string_view rest = ContentOf(node);
      for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
        PutText(rest.substr(0, end));
        Put("<br>");
        rest.remove_prefix(end + 1);
      }
      PutText(rest);
    } else if (IsDitaText(node)) {
      PutText(ContentOf(node));
    }
  }

  void WriteElement(DitaNode* node) {
    if (Full()) return;
    const DitaElement& element = DitaElementOf(node);
    if (element.kind == DitaKind::kHidden || !DitaAttribute(node, "conaction").empty()) return;
    const std::string conref = DitaAttribute(node, "conref");
    if (!conref.empty()) return WriteReference(node, conref);
    if (!DitaAttribute(node, "conkeyref").empty()) return NoteUnresolved(node);
    const bool by_key = !DitaAttribute(node, "keyref").empty() &&
                        DitaAttribute(node, "href").empty() && !DitaHasText(node);
    if (by_key && !IsDitaBlock(element.kind)) return NoteUnresolved(node);
    WriteAs(node, element);
  }

  void WriteReference(DitaNode* node, const std::string& conref) {
    DitaNode* target = links_.Find(conref, node);
    const bool around = std::find(open_.begin(), open_.end(), target) != open_.end();
    if (target == nullptr || around || IsAround(target, node) || open_.size() == kMostNested) {
      return NoteUnresolved(node);
    }
    open_.push_back(target);
    WriteElement(target);
    open_.pop_back();
  }

  static bool IsAround(const DitaNode* outer, const DitaNode* node) {
    while (node != nullptr && node != outer) node = node->parent;
    return node != nullptr;
  }

  void WriteAs(DitaNode* node, const DitaElement& element) {
    switch (element.kind) {
      case DitaKind::kUnknown:
        return WriteTagged(node, node->parent != nullptr && !HasText(node->parent) ? "div" : "");
      case DitaKind::kHidden:
        return;
      case DitaKind::kInline:
        return WriteTagged(node, text_ == Text::kVerbatim ? "" : element.tag);
      case DitaKind::kCode:
        return WriteCode(node, element);
      case DitaKind::kBlock:
        return WriteTagged(node, element.tag);
      case DitaKind::kVerbatim:
        return WriteVerbatim(node);
      case DitaKind::kLines:
        return WriteLines(node);
      case DitaKind::kTopic:
      case DitaKind::kSection:
        return WriteSection(node, element);
      case DitaKind::kTitle:
        return WriteTitle(node);
      case DitaKind::kNote:
        return WriteNote(node);
      case DitaKind::kSteps:
        return WriteSteps(node);
      case DitaKind::kTable:
        return WriteTable(node);
      case DitaKind::kCell:
        return WriteCell(node, element);
      case DitaKind::kLink:
        return WriteLink(node);
      case DitaKind::kImage:
        return WriteImage(node);
      case DitaKind::kMenu:
        return WriteMenu(node);
      case DitaKind::kFootnote:
        Put(" (");
        WriteChildren(node);
        return Put(")");
    }
  }

  /// Whether text stands between the children of `node`; remembered, since each of them asks.
  bool HasText(const DitaNode* node) {
    const auto [known, is_new] = has_text_.emplace(node, false);
    if (!is_new) return known->second;
    for (const DitaNode* child = node->children; child != nullptr; child = child->next) {
      if (IsDitaText(child) && !base::Trim(ContentOf(child)).empty()) known->second = true;
    }
    return known->second;
  }

  void WriteTagged(DitaNode* node, std::string_view tag) {
    Open(tag);
    WriteChildren(node);
    Close(tag);
  }

  void WriteCode(DitaNode* node, const DitaElement& element) {
    const bool nested = std::exchange(in_code_, true);
    const std::string_view tag = nested || text_ == Text::kVerbatim ? "" : "code";
    Open(tag);
    PutText(element.before);
    WriteChildren(node);
    if (element.after != " ") PutText(element.after);
    Close(tag);
    if (element.after == " ") Put(" ");
    in_code_ = nested;
  }

  void WriteVerbatim(DitaNode* node) {
    const Text was = std::exchange(text_, Text::kVerbatim);
    const std::string classes = DitaAttribute(node, "outputclass");
    Put("<pre class=\"" + base::EscapeHtml(classes) + "\">");
    WriteChildren(node);
    Put("</pre>");
    text_ = was;
  }

  void WriteLines(DitaNode* node) {
    const Text was = std::exchange(text_, Text::kLines);
    WriteTagged(node, "div");
    text_ = was;
  }

  void WriteHeading(std::string_view text, const DitaNode* section) {
    const std::string tag = "h" + std::to_string(std::clamp(level_, 1, 6));
    Put("<" + tag + " id=\"" + base::EscapeHtml(DitaAttribute(section, "id")) + "\">");
    PutText(text);
    Close(tag);
  }

  void WriteSection(DitaNode* node, const DitaElement& element) {
    Put("<div>");
    const DitaNode* title = TitleOf(node);
    const std::string words = title == nullptr ? std::string() : DitaText(title);
    if (element.role != SectionRole::kOther) {
      WriteHeading(text::HeadingOfRole(element.role, lang_), node);
      if (!words.empty()) Put("<p><strong>" + base::EscapeHtml(words) + "</strong></p>");
    } else if (!words.empty()) {
      WriteHeading(words, node);
    }
    const bool deeper = element.kind == DitaKind::kTopic;
    level_ += deeper ? 1 : 0;
    WriteChildren(node);
    level_ -= deeper ? 1 : 0;
    Put("</div>");
  }

  static DitaNode* TitleOf(DitaNode* section) {
    DitaNode* title = DitaChild(section, "title");
    return title != nullptr ? title : DitaChild(section, "glossterm");
  }

  /// Titles of sections are written with them; others are what figures and tables are called.
  void WriteTitle(DitaNode* node) {
    const DitaKind around = DitaElementOf(node->parent).kind;
    const bool of_section = around == DitaKind::kTopic || around == DitaKind::kSection;
    if (of_section && node == TitleOf(node->parent)) return;
    Put("<div><strong>");
    WriteChildren(node);
    Put("</strong></div>");
  }

  void WriteNote(DitaNode* node) {
    Put("<blockquote>");
    if (const std::string label = LabelOf(node); !label.empty()) {
      Put("<div><strong>" + base::EscapeHtml(label) + "</strong></div>");
    }
    WriteChildren(node);
    Put("</blockquote>");
  }

  /// What a note says that it is: in its own words, or in English to those who read that.
  std::string LabelOf(const DitaNode* note) const {
    std::string type = base::AsciiLower(DitaAttribute(note, "type"));
    if (type == "other") return DitaAttribute(note, "othertype");
    if (lang_ != "en" || type.empty() || type == "note") return {};
    type[0] = static_cast<char>(type[0] >= 'a' && type[0] <= 'z' ? type[0] - 'a' + 'A' : type[0]);
    return type;
  }

  /// What stands between steps parts their list, which goes on behind it.
  void WriteSteps(DitaNode* node) {
    std::size_t next = 1;
    Put("<ol>");
    for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;
         child = DitaElementFrom(child->next)) {
      if (DitaName(child) == "stepsection") {
        Put("</ol>");
        WriteElement(child);
        Put("<ol start=\"" + std::to_string(next) + "\">");
      } else {
        ++next;
        WriteElement(child);
      }
    }
    Put("</ol>");
  }

  void WriteTable(DitaNode* group) {
    std::map<std::string, int> columns;
    int number = 0;
    for (DitaNode* child = DitaElementFrom(group->children); child != nullptr;
         child = DitaElementFrom(child->next)) {
      if (DitaName(child) == "colspec") columns.emplace(DitaAttribute(child, "colname"), ++number);
    }
    std::swap(columns, columns_);
    WriteTagged(group, "table");
    std::swap(columns, columns_);
  }

  void WriteCell(DitaNode* node, const DitaElement& element) {
    const std::string_view row = DitaName(node->parent);
    const bool head =
        row == "sthead" || row == "prophead" || row == "chhead" ||
        (node->parent->parent != nullptr && DitaName(node->parent->parent) == "thead");
    const std::string_view tag = head ? "th" : element.tag;
    ((out_.html += '<') += tag) += " rowspan=\"";
    Put(std::to_string(RowsOf(node)));
    Put("\" colspan=\"" + std::to_string(ColumnsOf(node)) + "\">");
    WriteChildren(node);
    Close(tag);
  }

  static int RowsOf(const DitaNode* cell) {
    const std::string more = DitaAttribute(cell, "morerows");
    const bool number = !more.empty() && more.size() < 4 &&
                        more.find_first_not_of("0123456789") == std::string::npos;
    return number ? std::stoi(more) + 1 : 1;
  }

  int ColumnsOf(const DitaNode* cell) const {
    const auto first = columns_.find(DitaAttribute(cell, "namest"));
    const auto last = columns_.find(DitaAttribute(cell, "nameend"));
    if (first == columns_.end() || last == columns_.end()) return 1;
    return std::max(last->second - first->second + 1, 1);
  }

  void WriteLink(DitaNode* node) {
    const bool item = DitaName(node) == "link";
    Open(item ? "li" : "");
    const std::string href = DitaAttribute(node, "href");
    DitaNode* found = links_.Find(href, node);
    const std::string address = links_.AddressOf(href, found);
    const std::string_view tag = address.empty() || text_ == Text::kVerbatim ? "" : "a";
    if (!tag.empty()) Put("<a href=\"" + base::EscapeHtml(address) + "\">");
    if (HasContent(node)) {
      WriteLinkText(node);
    } else if (found != nullptr) {
      PutText(DitaNameOf(found));
    } else {
      const std::string name = DitaNameOfFile(href);
      PutText(name.empty() ? address : name);
    }
    Close(tag);
    Close(item ? "li" : "");
  }

  static bool HasContent(DitaNode* link) {
    return DitaHasText(link, "desc") || DitaChild(link, "image") != nullptr;
  }

  void WriteLinkText(DitaNode* link) {
    for (DitaNode* child = link->children; child != nullptr; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) {
        WriteText(child);
      } else if (DitaName(child) != "desc") {
        WriteElement(child);
      }
    }
  }

  void WriteImage(DitaNode* node) {
    const DitaNode* words = DitaChild(node, "alt");
    const std::string alt = words == nullptr ? DitaAttribute(node, "alt") : DitaText(words);
    const std::string_view tag = DitaAttribute(node, "placement") == "break" ? "div" : "";
    Open(tag);
    Put("<img alt=\"" + base::EscapeHtml(alt) + "\" src=\"" +
        base::EscapeHtml(DitaAttribute(node, "href")) + "\">");
    Close(tag);
  }

  void WriteMenu(DitaNode* node) {
    bool first = true;
    for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;
         child = DitaElementFrom(child->next)) {
      if (!std::exchange(first, false)) Put(" &gt; ");
      WriteElement(child);
    }
  }

  DitaLinks links_;
  std::string lang_;
  DitaHtml out_;
  int level_ = 2;
  Text text_ = Text::kFlowing;
  bool in_code_ = false;
  std::map<std::string, int> columns_;  ///< Of the table around: their numbers by their names.
  std::map<const DitaNode*, bool> has_text_;
  std::vector<const DitaNode*> open_;  ///< What references stand for, the outermost first.
  std::size_t nodes_ = 0;
};

}  // namespace

DitaHtml HtmlOfDita(DitaNode* topic, std::string_view file, std::string_view lang) {
  DitaNode* root = topic;
  while (root->parent != nullptr && root->parent->type == XML_ELEMENT_NODE) root = root->parent;
  Writer writer(root, file, lang);
  writer.Write(topic);
  return writer.Take();
}

}  // namespace funnel::readers
