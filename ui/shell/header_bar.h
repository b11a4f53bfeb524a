#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace slipway {

class EnginePresenter;
class ShellContext;

// Where one is (workspace, region, place), the way to everything (search), and what runs.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction *search;
        QAction *theme;
        QAction *newWorkspace;
    };
    HeaderBar(ShellContext &context, const Actions &actions, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addWorkspaceCombo(QHBoxLayout *row, QAction *newWorkspace);
    void addRegionCombo(QHBoxLayout *row);
    void addPlace(QHBoxLayout *row);
    void showWorkspaces();
    void showPlace();
    void showRunning();
    void fillPlaceMenu();

    ShellContext &m_context;
    EnginePresenter &m_engine;
    QComboBox *m_workspace = nullptr;
    QComboBox *m_region = nullptr;
    QToolButton *m_place = nullptr;
    QToolButton *m_running = nullptr;
    QToolButton *m_theme = nullptr;
};

} // namespace slipway
