//! Correlations: the triangular root of their matrix.

/// The lower triangular `L` with `L L' = matrix` (Cholesky), by rows; none where the matrix is not positive definite.
pub(super) fn root(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let mut root: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (i, row) in matrix.iter().enumerate() {
        let mut own: Vec<f64> = Vec::with_capacity(i + 1);
        for (j, target) in row.iter().enumerate().take(i + 1) {
            let other = root.get(j).unwrap_or(&own);
            let known: f64 = own.iter().zip(other).take(j).map(|(a, b)| a * b).sum();
            let rest = target - known;
            let entry = match root.get(j).and_then(|other| other.get(j)) {
                Some(pivot) => rest / pivot,
                None if rest > 1e-12 => rest.sqrt(),
                None => return None,
            };
            own.push(entry);
        }
        root.push(own);
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn a_correlation_of_six_tenths_has_the_root_of_three_four_five() {
        let found = root(&[vec![1.0, 0.6], vec![0.6, 1.0]]).unwrap();
        assert_eq!(found[0], [1.0]);
        assert!((found[1][0] - 0.6).abs() < 1e-15 && (found[1][1] - 0.8).abs() < 1e-15);
    }

    #[test]
    fn correlations_that_contradict_each_other_have_none() {
        let minus = vec![vec![1.0, -0.9, -0.9], vec![-0.9, 1.0, -0.9], vec![-0.9, -0.9, 1.0]];
        assert_eq!(root(&minus), None);
    }
}
