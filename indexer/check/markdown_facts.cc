// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/markdown_facts.h"

#include <algorithm>
#include <memory>

#include "indexer/base/ascii.h"
#include "indexer/check/html_tags.h"
#include "indexer/text/markup/markdown_parse.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::check {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view Text(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

bool IsBlock(cmark_node* node) {
  return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

class FactCollector {
 public:
  explicit FactCollector(std::string_view body) : body_(body) {
    lines_.push_back(0);
    for (std::size_t i = 0; i < body.size(); ++i) {
      if (body[i] == '\n') lines_.push_back(i + 1);
    }
  }

  MarkdownFacts Collect() {
    const text::MarkdownDocument document = text::ParseMarkdown(text::StripPublishingMarks(body_));
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iter(cmark_iter_new(document.get()),
                                                                  cmark_iter_free);
    for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter.get())) {
      cmark_node* node = cmark_iter_get_node(iter.get());
      if (IsBlock(node)) facts_.prose += '\n';
      if (event == CMARK_EVENT_ENTER) Enter(node);
    }
    AddPublishingImages();
    std::stable_sort(
        facts_.links.begin(), facts_.links.end(),
        [](const MarkdownLink& a, const MarkdownLink& b) { return a.offset < b.offset; });
    return std::move(facts_);
  }

 private:
  void Enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (IsBlock(node) && cmark_node_get_start_line(node) > 0) {
      block_begin_ = LineBegin(cmark_node_get_start_line(node));
      // The end of a block that holds others says nothing of them.
      block_end_ = std::max(block_begin_, LineBegin(cmark_node_get_end_line(node) + 1));
    }
    if (type == CMARK_NODE_TEXT) {
      AddProse(node);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      facts_.prose += ' ';
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      AddLink(std::string(Text(cmark_node_get_url(node))), type == CMARK_NODE_IMAGE);
    } else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      AddHtml(Text(cmark_node_get_literal(node)));
    }
  }

  std::size_t LineBegin(int line) const {
    const auto index = static_cast<std::size_t>(std::max(line, 1)) - 1;
    return index < lines_.size() ? lines_[index] : body_.size();
  }

  void AddProse(cmark_node* node) {
    const std::string_view text = Text(cmark_node_get_literal(node));
    cmark_node* parent = cmark_node_parent(node);
    const bool address = parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_LINK &&
                         Text(cmark_node_get_url(parent)).find(text) != kNone;
    if (!address) facts_.prose += text;
  }

  void AddHtml(std::string_view html) {
    for (const HtmlTag& tag : FindHtmlTags(html)) {
      if (tag.name == "a") AddLink(std::string(base::Trim(tag.Value("href"))), false);
      if (tag.name == "img") AddLink(std::string(base::Trim(tag.Value("src"))), true);
    }
  }

  /// Finds `target` in the block; links come in the order of the text, but for pictures in links.
  void AddLink(std::string target, bool image) {
    if (target.empty()) return;
    std::size_t at = Find(target, std::max(block_begin_, last_end_), block_end_);
    if (at == kNone) at = Find(target, block_begin_, block_end_);
    if (at != kNone) last_end_ = at + target.size();
    if (at == kNone) at = FindDefinition(target);
    facts_.links.push_back({std::move(target), image, at == kNone ? block_begin_ : at});
  }

  std::size_t Find(const std::string& target, std::size_t begin, std::size_t end) const {
    for (std::size_t at = body_.find(target, begin); at < end; at = body_.find(target, at + 1)) {
      constexpr std::string_view kBefore = "(<\"'= \t\n";
      if (at > 0 && kBefore.find(body_[at - 1]) != kNone) return at;
    }
    return kNone;
  }

  std::size_t FindDefinition(const std::string& target) const {
    const std::size_t at = body_.find("]: " + target);
    return at == kNone ? kNone : at + 3;
  }

  /// :::image source="media/window.png" alt-text="...":::
  void AddPublishingImages() {
    for (std::size_t at = body_.find(":::image"); at != kNone; at = body_.find(":::image", at)) {
      const std::size_t end = std::min(body_.find('\n', at), body_.size());
      const std::string_view line = body_.substr(at, end - at);
      constexpr std::string_view kSource = "source=\"";
      const std::size_t source = line.find(kSource);
      if (source != kNone) {
        const std::size_t begin = source + kSource.size();
        const std::size_t close = std::min(line.find('"', begin), line.size());
        facts_.links.push_back({std::string(line.substr(begin, close - begin)), true, at + begin});
      }
      at = end;
    }
  }

  std::string_view body_;
  std::vector<std::size_t> lines_;
  std::size_t block_begin_ = 0;
  std::size_t block_end_ = 0;
  std::size_t last_end_ = 0;
  MarkdownFacts facts_;
};

}  // namespace

MarkdownFacts ReadMarkdownFacts(std::string_view body) { return FactCollector(body).Collect(); }

}  // namespace funnel::check
