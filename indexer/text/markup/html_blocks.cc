// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_blocks.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/white_space.h"
#include "indexer/text/markup/html_players.h"
#include "indexer/text/markup/html_table.h"
#include "indexer/text/markup/html_tree.h"
#include "indexer/text/markup/inline_markdown.h"
#include "indexer/text/markup/inline_marks.h"
#include "indexer/text/markup/markdown_escape.h"
#include "indexer/text/markup/page_anchors.h"

namespace funnel::text {
namespace {

/// Deeper elements are read as text: no page is, and the walk goes down by recursion.
constexpr int kMaxDepth = 200;
/// Deeper lists and quotes stand at this depth: every line of them pays for each.
constexpr int kMaxIndent = 12;

int HeadingLevel(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

/// `text` with `first` before its first line and `rest` before the others that are not empty.
std::string Indented(std::string_view text, std::string_view first, std::string_view rest) {
  std::string out(first);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (at > 0) {
      out += '\n';
      out += line.empty() ? std::string_view(base::Trim(rest)) : rest;
    }
    out += line;
    at = end + 1;
  }
  return out;
}

/// The text below `node`, line ends and all.
std::string RawText(const GumboNode* node) {
  std::string text;
  WalkHtml(
      node,
      [&](const GumboNode* next, const GumboElement& element) {
        if (IsInvisible(element)) return false;
        if (element.tag == GUMBO_TAG_BR) text += '\n';
        const bool own_line = next != node && !IsInlineElement(element);
        if (own_line && !text.empty() && !text.ends_with('\n')) text += '\n';
        return true;
      },
      [&](std::string_view piece) { text += piece; });
  return base::WithoutControls(std::move(text));
}

/// The language that a <pre> or its <code> declares: class="language-sh", "lang-sh"; "brush: sh" of
/// Confluence.
std::string CodeLanguage(const GumboNode* pre) {
  std::string classes = LowerAttribute(*ElementOf(pre), "class");
  for (const GumboNode* child : HtmlChildren(pre)) {
    if (IsTag(child, GUMBO_TAG_CODE)) {
      classes += ' ' + LowerAttribute(*ElementOf(child), "class");
    }
  }
  classes += ' ' + LowerAttribute(*ElementOf(pre), "data-syntaxhighlighter-params");
  for (const std::string_view mark : {"language-", "lang-", "brush: "}) {
    const std::size_t at = classes.find(mark);
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(classes).substr(at + mark.size());
    return std::string(
        rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+#-_.")));
  }
  return {};
}

/// "[x] " or "[ ] " for an item of a list of tasks; empty for other items.
std::string_view TaskMark(const GumboNode* list, const GumboNode* item) {
  if (!IsTag(item, GUMBO_TAG_LI)) return {};
  constexpr std::string_view kDone = "[x] ", kOpen = "[ ] ";
  if (LowerAttribute(*ElementOf(list), "class").find("task-list") != std::string::npos &&
      !AttributeOf(*ElementOf(item), "data-inline-task-id").empty()) {
    return LowerAttribute(*ElementOf(item), "class") == "checked" ? kDone : kOpen;
  }
  for (const GumboNode* child : HtmlChildren(item)) {
    if (child->type == GUMBO_NODE_WHITESPACE) continue;
    // The box may stand in a label or a paragraph.
    const GumboNode* box = child;
    const HtmlChildren inside(child);
    if (!IsTag(box, GUMBO_TAG_INPUT) && inside.begin() != inside.end()) box = *inside.begin();
    if (!IsTag(box, GUMBO_TAG_INPUT) || LowerAttribute(*ElementOf(box), "type") != "checkbox") {
      return {};
    }
    const bool checked = gumbo_get_attribute(&ElementOf(box)->attributes, "checked") != nullptr;
    return checked ? kDone : kOpen;
  }
  return {};
}

/// One block of Markdown.
struct Block {
  std::string text;
  bool list = false;
  char mark = '\0';  ///< The bullet, or the delimiter of the numbers, of a list.
};

/// Collects the blocks of one level.
class BlockWriter {
 public:
  BlockWriter(bool in_article, int indent) : in_article_(in_article), indent_(indent) {}

  void AddChildren(const GumboNode* node, int depth) {
    for (const GumboNode* child : HtmlChildren(node)) Add(child, depth + 1);
  }

  /// The blocks with an empty line between them; `tight`: a list directly below what leads to it.
  std::string Take(bool tight) {
    FlushParagraph();
    std::string out;
    for (const Block& block : blocks_) {
      // Only bullets and a list from 1 on can follow a paragraph without an empty line.
      const bool joins = tight && block.list &&
                         (block.mark == '-' || block.mark == '*' || block.text.starts_with("1."));
      if (!out.empty()) out += joins ? "\n" : "\n\n";
      out += block.text;
    }
    return out;
  }

  /// Whether there is nothing but one paragraph and lists behind it.
  bool IsTight() {
    FlushParagraph();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!blocks_[i].list && (i > 0 || blocks_[i].text.find("\n\n") != std::string::npos)) {
        return false;
      }
    }
    return true;
  }

 private:
  void Add(const GumboNode* node, int depth) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
      return line_.AddText(node->v.text.text);
    }
    const GumboElement* element = ElementOf(node);
    if (element == nullptr) return;
    if (const auto player = PlayerOf(node)) return line_.AddLink(player->title, player->address);
    if (IsInvisible(*element) || IsChrome(*element, in_article_)) return;
    if (depth > kMaxDepth) return line_.AddText(" " + PlainTextOf(node) + " ");
    if (IsInlineElement(*element)) {
      AddInline(node, *element, depth);
    } else {
      AddBlock(node, *element, depth);
    }
  }

  void AddInline(const GumboNode* node, const GumboElement& element, int depth) {
    switch (element.tag) {
      case GUMBO_TAG_BR:
        return line_.AddBreak();
      case GUMBO_TAG_IMG:
        return line_.AddImage(AttributeOf(element, "alt"), AttributeOf(element, "src"));
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP:
      case GUMBO_TAG_TT:
        if (HasBlock(node)) break;
        return line_.AddCode(RawText(node));
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG:
        return AddEmphasized(node, Emphasis::kStrong, depth);
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM:
      case GUMBO_TAG_CITE:
      case GUMBO_TAG_DFN:
      case GUMBO_TAG_VAR:
        return AddEmphasized(node, Emphasis::kEmphasized, depth);
      case GUMBO_TAG_DEL:
      case GUMBO_TAG_S:
      case GUMBO_TAG_STRIKE:
        return AddEmphasized(node, Emphasis::kDeleted, depth);
      case GUMBO_TAG_Q:
        line_.AddText("\"");
        AddChildren(node, depth);
        return line_.AddText("\"");
      case GUMBO_TAG_A: {
        if (HasBlock(node)) break;
        line_.BeginLink(AttributeOf(element, "href"));
        AddChildren(node, depth);
        return line_.EndLink();
      }
      default:
        break;
    }
    AddChildren(node, depth);
  }

  void AddEmphasized(const GumboNode* node, Emphasis kind, int depth) {
    if (HasBlock(node)) return AddChildren(node, depth);
    line_.Begin(kind);
    AddChildren(node, depth);
    line_.End(kind);
  }

  void AddBlock(const GumboNode* node, const GumboElement& element, int depth) {
    FlushParagraph();
    if (const int level = HeadingLevel(element.tag)) return AddHeading(node, level);
    switch (element.tag) {
      case GUMBO_TAG_HR:
        return Push("___");  // In a list, dashes would look like its bullets.
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_LISTING:
      case GUMBO_TAG_XMP:
      case GUMBO_TAG_PLAINTEXT:
        return AddCode(node);
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_MENU:
      case GUMBO_TAG_DIR:
        return AddList(node, element, depth);
      case GUMBO_TAG_BLOCKQUOTE:
      case GUMBO_TAG_ASIDE:
        return AddQuote(node, depth);
      case GUMBO_TAG_TABLE:
        return AddTable(node, depth);
      case GUMBO_TAG_DT:
      case GUMBO_TAG_SUMMARY:
        return AddTerm(node, depth);
      default: {
        const bool was_in_article = in_article_;
        in_article_ =
            in_article_ || element.tag == GUMBO_TAG_ARTICLE || element.tag == GUMBO_TAG_MAIN;
        AddChildren(node, depth);
        in_article_ = was_in_article;
        FlushParagraph();
      }
    }
  }

  void AddHeading(const GumboNode* node, int level) {
    InlineMarkdown line;
    line.AddText(PlainTextOf(node));
    const std::string text = line.Take(true);
    if (text.empty()) return;
    std::string heading = std::string(static_cast<std::size_t>(level), '#') + ' ' + text;
    // Links from elsewhere know it by its id.
    const std::string_view id = AttributeOf(*ElementOf(node), "id");
    if (!AnchorTag(id).empty() && NormalFragment(id) != NormalFragment(PlainTextOf(node))) {
      heading += " {#" + std::string(id) + '}';
    }
    Push(std::move(heading));
  }

  void AddCode(const GumboNode* node) {
    std::string text = RawText(node);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    if (!base::Trim(text).empty()) Push(FencedCode(text, CodeLanguage(node)));
  }

  void AddTerm(const GumboNode* node, int depth) {
    if (HasBlock(node)) return AddChildren(node, depth);
    line_.Begin(Emphasis::kStrong);
    AddChildren(node, depth);
    line_.End(Emphasis::kStrong);
    FlushParagraph();
  }

  void AddQuote(const GumboNode* node, int depth) {
    if (indent_ >= kMaxIndent) return AddChildren(node, depth);
    BlockWriter inside(in_article_, indent_ + 1);
    inside.AddChildren(node, depth);
    const std::string text = inside.Take(false);
    if (!text.empty()) Push(Indented(text, "> ", "> "));
  }

  void AddList(const GumboNode* node, const GumboElement& element, int depth) {
    if (indent_ >= kMaxIndent) return AddChildren(node, depth);
    std::vector<std::pair<std::string, bool>> items;  // Markdown, and whether it is tight.
    bool tight = true;
    for (const GumboNode* child : HtmlChildren(node)) {
      BlockWriter item(in_article_, indent_ + 1);
      if (IsTag(child, GUMBO_TAG_LI)) {
        if (IsInvisible(*ElementOf(child))) continue;
        item.AddChildren(child, depth + 1);
      } else {
        item.Add(child, depth + 1);
      }
      const bool item_tight = item.IsTight();
      std::string text = item.Take(item_tight);
      if (text.empty()) continue;
      if (const std::string_view task = TaskMark(node, child); !task.empty()) {
        text.insert(0, task);
      }
      tight = tight && item_tight;
      items.emplace_back(std::move(text), item_tight);
    }
    if (items.empty()) return;
    const bool numbered = element.tag == GUMBO_TAG_OL;
    // A list directly behind one of its kind would go on with that.
    char mark = numbered ? '.' : '-';
    if (!blocks_.empty() && blocks_.back().list && blocks_.back().mark == mark) {
      mark = numbered ? ')' : '*';
    }
    long number = 1;
    const std::string_view start = AttributeOf(element, "start");
    std::from_chars(start.data(), start.data() + start.size(), number);
    if (number < 0 || number > 999'999) number = 1;
    std::string out;
    for (const auto& [text, item_tight] : items) {
      const std::string bullet =
          numbered ? std::to_string(number++) + mark + ' ' : std::string{mark, ' '};
      if (!out.empty()) out += tight ? "\n" : "\n\n";
      out += Indented(text, bullet, std::string(bullet.size(), ' '));
    }
    Push(std::move(out), true, mark);
  }

  void AddTable(const GumboNode* node, int depth) {
    const HtmlTable table = ReadHtmlTable(node);
    for (const GumboNode* caption : table.captions) {
      AddChildren(caption, depth);
      FlushParagraph();
    }
    std::string markdown = depth < kMaxDepth / 2 ? TableMarkdown(table) : std::string();
    if (!markdown.empty()) return Push(std::move(markdown));
    // A table that only arranges the page.
    for (const auto& row : table.rows) {
      for (const GumboNode* cell : row.cells) {
        AddChildren(cell, depth);
        FlushParagraph();
      }
    }
  }

  void FlushParagraph() {
    std::string text = line_.Take();
    if (!text.empty()) Push(std::move(text));
  }

  void Push(std::string text, bool list = false, char mark = '\0') {
    blocks_.push_back({std::move(text), list, mark});
  }

  bool in_article_;
  int indent_;  ///< Lists and quotes around.
  InlineMarkdown line_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string MarkdownOf(const GumboNode* node, bool in_article) {
  BlockWriter writer(in_article, 0);
  writer.AddChildren(node, 0);
  std::string markdown = writer.Take(false);
  if (!markdown.empty()) markdown += '\n';
  return markdown;
}

}  // namespace funnel::text
