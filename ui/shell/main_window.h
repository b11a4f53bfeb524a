#pragma once

#include "ui/shell/page_registry.h"

#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace slipway {

class ActivityBar;
class CommandPalette;
class IssuesPopover;
class Page;
class ShellContext;
class StatusStrip;

// The frame: activity bar, header, pages, status strip. Pages are made when they are first shown.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(ShellContext &context, PageRegistry pages, QWidget *parent = nullptr);

    // By PageEntry::id; an unknown one changes nothing.
    void showPage(const QString &id);
    Page *currentPage() const;
    // Geometry and page of the last session; the page only where `page` is empty.
    void restoreSession(const QString &page = {});

signals:
    // Once: the first frame is on screen.
    void firstFramePainted();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void makeActions();
    void build();
    void open(const Target &target);
    Page *page(const QString &id);
    void toggleTheme();
    void openIssues();
    void confirmClose(const QStringList &unsaved);
    void measureFrames(bool measure);

    ShellContext &m_context;
    PageRegistry m_pages;
    QHash<QString, Page *> m_made;
    QString m_current;
    ActivityBar *m_activity = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusStrip *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    IssuesPopover *m_issues = nullptr;
    bool m_painted = false;
    bool m_closing = false;
};

} // namespace slipway
