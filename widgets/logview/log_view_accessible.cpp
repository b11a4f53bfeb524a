#include "widgets/logview/log_view.h"

#include <QAccessibleWidget>

namespace slipway {

namespace {

// Offers the end of the log as one text. Offsets are characters of that text.
class LogViewAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit LogViewAccessible(LogView *view) : QAccessibleWidget(view, QAccessible::EditableText), m_view(view) {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        return state;
    }
    QString text(int start, int end) const override { return all().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(all().size()); }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }
    QRect characterRect(int) const override { return {}; }
    int offsetAtPoint(const QPoint &) const override { return -1; }
    int cursorPosition() const override { return characterCount(); }
    void setCursorPosition(int) override {}
    int selectionCount() const override { return 0; }
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    void addSelection(int, int) override {}
    void removeSelection(int) override {}
    void setSelection(int, int, int) override {}
    void scrollToSubstring(int, int) override {}
    QString text(QAccessible::Text kind) const override { return QAccessibleWidget::text(kind); }

private:
    QString all() const
    {
        constexpr int mostLines = 500;
        const LogWindow *window = m_view->window();
        QStringList lines;
        for (int number = window ? std::max(0, window->lineCount() - mostLines) : 0;
             window && number < window->lineCount(); ++number)
            lines << window->line(number);
        return lines.join(QLatin1Char('\n'));
    }

    LogView *m_view;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogViewAccessible(view) : nullptr;
}

} // namespace

void installLogViewAccessibility()
{
    QAccessible::installFactory(makeInterface);
}

} // namespace slipway
