#pragma once

#include "widgets/kit/popover.h"

class QLineEdit;
class QListView;

namespace slipway {

class PaletteModel;
class PalettePresenter;
class ShellContext;

// Ctrl+K: every action that is possible now and every object of the workspace, found by a few letters.
class CommandPalette : public Popover
{
    Q_OBJECT

public:
    CommandPalette(ShellContext &context, QWidget *host);

    void openPalette();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void collect();
    void filter();
    void run(const QModelIndex &index);
    QRect place() const;

    ShellContext &m_context;
    PalettePresenter *m_presenter;
    PaletteModel *m_model;
    QLineEdit *m_input;
    QListView *m_list;
};

} // namespace slipway
